using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Tests.Provisioning.Looking;

/// <summary>Whoever signs a plan reads whether it undoes somebody's work or brings what is newly described.</summary>
public sealed class CauseTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Approvers_read_that_a_change_by_hand_is_taken_back()
    {
        var release = await _portal.ReleaseInTestAsync();
        OpenVault("test");

        var preview = (await _portal.Get<PreviewPromotion>().RunAsync(TestPortal.Elt, "test", release, TestPortal.Helen, Soon))
            .ShouldNotBeNull();

        preview.Risks.ShouldContain(new Risk(
            RiskKind.Warning, "Sets Key vault “kv-test-dbws” back.",
            "Somebody changed it in test by hand; those changes are lost. Until then key vault lets everybody through its firewall."));
        preview.Plan!.Infrastructure.SelectMany(change => change.Fields).ShouldHaveSingleItem().IsDrift.ShouldBeTrue();
    }

    [Fact]
    public async Task A_new_setting_is_no_change_by_hand_and_both_are_told_apart_in_one_resource()
    {
        await _portal.ReleaseInDevAsync();
        OpenVault("dev");
        _portal.Settings["Pipelines:elt:Stages:0:Infrastructure:AllowedRanges:0"] = "203.0.113.0/24";
        await _portal.RestartAsync();

        var changes = await LookAsync();

        changes["Key vault"]["properties.networkAcls.defaultAction"].ShouldBe(ChangeCause.ByHand);
        changes["Key vault"]["properties.networkAcls.ipRules"].ShouldBe(ChangeCause.Description);
        changes["Storage account"].Values.ShouldAllBe(cause => cause == ChangeCause.Description);
    }

    [Fact]
    public async Task What_somebody_deleted_is_told_as_such()
    {
        await _portal.ReleaseInDevAsync();
        _portal.Sandbox.Arm.Delete(
            _portal.Sandbox.Arm.Resources.Keys.First(id => id.EndsWith("/locks/release-portal", StringComparison.Ordinal)));

        (await LookAsync())["Lock"].Values.ShouldAllBe(cause => cause == ChangeCause.ByHand);
    }

    [Fact]
    public async Task Before_the_first_deployment_no_cause_is_known()
    {
        (await LookAsync())["Key vault"].Values.ShouldAllBe(cause => cause == ChangeCause.Unknown);
    }

    async Task<Dictionary<string, Dictionary<string, ChangeCause>>> LookAsync()
    {
        await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon);
        var plan = await _portal.ReadAsync(db => Task.FromResult(db.ResourceChecks.Single(check => check.Stage == "dev").Plan!));
        return plan.Resources.Where(resource => resource.Changes.Count > 0).GroupBy(resource => resource.Kind, StringComparer.Ordinal)
            .ToDictionary(kind => kind.Key, kind => CausesOf(kind.SelectMany(resource => resource.Changes)), StringComparer.Ordinal);
    }

    static Dictionary<string, ChangeCause> CausesOf(IEnumerable<FieldChange> changes) => changes
        .DistinctBy(change => change.Path, StringComparer.Ordinal)
        .ToDictionary(change => change.Path, change => change.Cause, StringComparer.Ordinal);

    void OpenVault(string stage)
    {
        var (id, body) = _portal.Sandbox.Arm.Resources.Single(
            resource => resource.Key.EndsWith($"/vaults/kv-{stage}-dbws", StringComparison.Ordinal));
        var open = body.DeepClone().AsObject();
        open["properties"]!["networkAcls"]!["defaultAction"] = "Allow";
        _portal.Sandbox.Arm.Put(id, open);
    }
}
