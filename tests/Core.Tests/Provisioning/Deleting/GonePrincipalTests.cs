using System.Text.Json.Nodes;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Core.Tests.Provisioning.Deleting;

/// <summary>People and groups that Databricks no longer knows, or knows by another letter case.</summary>
public sealed class GonePrincipalTests : IAsyncLifetime
{
    const string Analysts = "finance-analysts";
    const string Engineers = "data-engineers";

    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Whoever_is_gone_from_the_account_keeps_nothing_from_being_given_and_taken()
    {
        await SetAsync(("auditors", "SELECT"));
        await _portal.ReleaseInDevAsync();
        _portal.Sandbox.Account.Access.Delete(Analysts);
        await SetAsync((Analysts, null), (Engineers, "USE_CATALOG"));

        var deployment = await DeployAsync();

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        var held = await HeldAsync();
        (held.ContainsKey("auditors"), held[Engineers]).ShouldBe((false, "USE_CATALOG"));
        var lines = await _portal.Get<ReadLog>().RunAsync(TestPortal.Elt, deployment.Number, 0, Soon);
        lines.ShouldContain(line => line.Text.Contains($"Databricks no longer knows {Analysts}, so there", StringComparison.Ordinal));
        (await LookAsync()).Differs.ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_the_settings_name_must_exist_and_the_setting_is_told()
    {
        await _portal.ReleaseInDevAsync();
        _portal.Sandbox.Account.Access.Delete("data-stewards");
        await SetAsync((Analysts, null), ("data-stewards", "SELECT"), ("data", "SELECT"));

        var deployment = await DeployAsync();

        deployment.State.ShouldNotBe(RunState.Succeeded);
        deployment.Reason!.ShouldContain(
            "Grants nanba_dev_bronze: Infrastructure:Grants:data-stewards: Databricks knows no such user, group");
        (await HeldAsync()).Keys.ShouldBe([Engineers]);
    }

    [Fact]
    public async Task A_user_is_the_same_in_any_letter_case_and_a_group_is_not()
    {
        await SetAsync(("Ada.Byron@nanba.example", "SELECT"), ("Auditors", "SELECT"));
        await _portal.ReleaseInDevAsync();
        (await LookAsync()).Differs.ShouldBeFalse();
        (await HeldAsync()).Keys.ShouldContain("ada.byron@nanba.example");
        await SetAsync(("ada.byron@nanba.example", "SELECT"), ("auditors", "SELECT"));

        var view = await LookAsync();

        view.Plan.SelectMany(change => change.Fields).ShouldBe([
            new PlannedField("principal auditors", "none", "SELECT", false) { IsDescribedAnew = true },
            new PlannedField("principal Auditors", "SELECT", "none", false) { IsDescribedAnew = true },
        ]);
    }

    async Task SetAsync(params (string Principal, string? Privileges)[] grants)
    {
        _portal.Settings.Clear();
        foreach (var (principal, privileges) in grants)
        {
            _portal.Settings[$"Pipelines:elt:Stages:0:Infrastructure:Grants:{principal}"] = privileges;
        }

        await _portal.RestartAsync();
    }

    async Task<InfrastructureView> LookAsync()
    {
        (await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon)).ShouldBeNull();
        return await _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, "dev", Soon);
    }

    async Task<Deployment> DeployAsync()
    {
        var seen = await LookAsync();
        (await _portal.Get<RequestProvisioning>().RunAsync(TestPortal.Elt, "dev", seen.Digest!, "They left", TestPortal.Jonas, Soon))
            .ShouldBeOfType<RequestOutcome.Requested>();
        return await _portal.DeployAsync("dev");
    }

    /// <summary>What is listed, joined by commas.</summary>
    async Task<Dictionary<string, string>> HeldAsync()
    {
        var databricks = _portal.Get<PortalCatalogs>().Of(_portal.Sandbox.Uris.Workspaces["dev"]);
        var answer = await databricks.ReadAsync("/api/2.1/unity-catalog/permissions/catalog/nanba_dev_bronze", Soon);
        return (answer!["privilege_assignments"] as JsonArray ?? [])
            .ToDictionary(
                grant => (string)grant!["principal"]!, grant => string.Join(',', grant!["privileges"]!.AsArray()), StringComparer.Ordinal);
    }
}
