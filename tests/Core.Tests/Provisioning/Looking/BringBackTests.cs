using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Tests.Provisioning.Looking;

/// <summary>Drift is set right by itself, without a release, through the same approvals.</summary>
public sealed class BringBackTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Where_nobody_approves_it_is_carried_out_at_once_and_touches_nothing_else()
    {
        await _portal.ReleaseInDevAsync();
        var live = await _portal.LiveAsync("dev");
        var digest = await DriftAsync("dev");
        _portal.Sandbox.Requests.Clear();

        (await RequestAsync("dev", digest)).ShouldBeOfType<RequestOutcome.Requested>();
        var deployment = await _portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        deployment.Steps.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            step => step.Name.ShouldBe(nameof(ProvisionResources)),
            step => step.Outcome.ShouldBe("0 created, 1 updated, 30 unchanged"));
        Written().ShouldHaveSingleItem().ShouldEndWith("/storageAccounts/stdlukdev");
        (await _portal.LiveAsync("dev")).ShouldBe(live);
        (await AuditAsync()).ShouldBe(
            ["requested Infrastructure of dev", "queued Infrastructure of dev", "started Infrastructure of dev", "succeeded Infrastructure of dev"]);
    }

    [Fact]
    public async Task Where_somebody_approves_they_see_the_resources_and_exactly_those_are_written()
    {
        await _portal.ReleaseInTestAsync();
        var digest = await DriftAsync("test");

        var promotion = (await RequestAsync("test", digest)).ShouldBeOfType<RequestOutcome.Requested>().PromotionNumber;
        var seen = (await _portal.Get<ReadPromotion>().RunAsync(TestPortal.Elt, promotion, TestPortal.Tom, Soon))!;
        (await _portal.ApproveAsync(promotion, TestPortal.Jonas)).ShouldBeOfType<ApprovalOutcome.Refused>();
        _portal.Sandbox.Requests.Clear();
        (await _portal.ApproveAsync(promotion, TestPortal.Tom)).ShouldBeOfType<ApprovalOutcome.Released>();
        var deployment = await _portal.DeployAsync("test");

        (seen.Name, seen.Kind, seen.Plan!.IsWithoutBundle, seen.Commits.Count, seen.Objections.Count).ShouldBe(
            ("Infrastructure of test", PromotionKind.Provision, true, 0, 0));
        seen.Plan.Infrastructure.Where(change => change.Action is not ChangeAction.Unchanged)
            .ShouldHaveSingleItem().Name
            .ShouldBe("stdluktest");
        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        Written().ShouldHaveSingleItem().ShouldEndWith("/storageAccounts/stdluktest");
        var view = (await _portal.Get<ReadDeployment>().RunAsync(TestPortal.Elt, deployment.Number, Soon))!;
        view.Resources.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(one => one.Name.ShouldBe("stdluktest"), one => one.State.ShouldBe(ApplyState.Done));
    }

    [Fact]
    public async Task Something_else_that_differs_by_then_is_signed_anew()
    {
        await _portal.ReleaseInTestAsync();
        var promotion = ((RequestOutcome.Requested)await RequestAsync("test", await DriftAsync("test"))).PromotionNumber;
        await _portal.ApproveAsync(promotion, TestPortal.Marek);
        await DriftAsync("test", "supportsHttpsTrafficOnly", false);

        var deployment = await _portal.DeployAsync("test");

        deployment.State.ShouldBe(RunState.Cancelled);
        (await _portal.PromotionAsync(promotion)).Decision.ShouldBe(DecisionState.AwaitingApproval);
    }

    [Fact]
    public async Task It_is_refused_to_others_than_admins_and_for_what_nobody_saw()
    {
        await _portal.ReleaseInDevAsync();
        var none = (await ViewAsync("dev")).Digest!;
        (await RequestAsync("dev", none)).ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldBe(["Nothing differs any more."]);
        var digest = await DriftAsync("dev");

        (await RequestAsync("dev", digest, TestPortal.Helen)).ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldBe(
            ["Only people with the role Admin may ask for it."]);
        (await RequestAsync("dev", none)).ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldBe(
            ["Something else differs by now. Look at it and decide again."]);
        (await RequestAsync("prod", digest)).ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldHaveSingleItem()
            .ShouldStartWith("Nothing is live in prod yet");
    }

    [Fact]
    public async Task A_quarantine_of_the_live_release_does_not_keep_its_stage_from_being_set_right()
    {
        var release = await _portal.ReleaseInTestAsync();
        var promotion = ((RequestOutcome.Requested)await RequestAsync("test", await DriftAsync("test"))).PromotionNumber;

        (await _portal.Get<QuarantineRelease>()
            .RunAsync(TestPortal.Elt, release, "Wrong sums", TestPortal.Helen, Soon)).ShouldBeOfType<Outcome.Done>();
        await _portal.ApproveAsync(promotion, TestPortal.Marek);

        (await _portal.DeployAsync("test")).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task What_was_applied_is_told_page_by_page_with_who_asked()
    {
        await _portal.ReleaseInDevAsync();
        await RequestAsync("dev", await DriftAsync("dev"));
        await _portal.DeployAsync("dev");

        var newest = (await _portal.Get<ReadApplied>().RunAsync(TestPortal.Elt, "dev", null, 1, Soon)).ShouldHaveSingleItem();
        var older = (await _portal.Get<ReadApplied>().RunAsync(TestPortal.Elt, "dev", newest.Deployment, 5, Soon)).ShouldHaveSingleItem();

        (newest.Name, newest.RequesterName, newest.State).ShouldBe(("Infrastructure of dev", "Jonas Lindqvist", RunState.Succeeded));
        (older.RequesterName, older.State).ShouldBe((null, RunState.Succeeded));
    }

    async Task<string> DriftAsync(string stage, string property = "minimumTlsVersion", JsonNode? value = null)
    {
        var (id, body) = _portal.Sandbox.Arm.Resources.Single(
            resource => resource.Key.EndsWith($"/storageAccounts/stdluk{stage}", StringComparison.Ordinal));
        body["properties"]![property] = value ?? "TLS1_0";
        _portal.Sandbox.Arm.Put(id, body);
        return (await ViewAsync(stage)).Digest!;
    }

    async Task<InfrastructureView> ViewAsync(string stage)
    {
        await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, stage, Soon);
        return await _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, stage, Soon);
    }

    Task<RequestOutcome> RequestAsync(string stage, string digest, Person? admin = null) =>
        _portal.Get<RequestProvisioning>().RunAsync(TestPortal.Elt, stage, digest, "A vendor changed it", admin ?? TestPortal.Jonas, Soon);

    /// <summary>Everything that was written anywhere, as addresses.</summary>
    IEnumerable<string> Written() => _portal.Sandbox.Requests.All
        .Where(request => request.Method is not "GET" && !request.Path.Contains("/oauth2/", StringComparison.Ordinal))
        .Select(request => request.Path.Split('?')[0]);

    Task<List<string>> AuditAsync() => _portal.ReadAsync(db => db.Audit.Where(entry => entry.Subject.StartsWith("Infrastructure"))
        .OrderBy(entry => entry.Sequence).Select(entry => entry.Action + " " + entry.Subject).ToListAsync(Soon));
}
