using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>A stage whose workspace is still to be made has no address that answers.</summary>
public sealed class NewStageTests : IAsyncLifetime
{
    const string Nowhere = "http://localhost:1/";

    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Approvers_sign_the_resources_first_and_the_bundle_once_it_can_be_planned()
    {
        var release = await _portal.ReleaseInDevAsync();
        _portal.Settings["Pipelines:elt:Stages:1:WorkspaceUrl"] = Nowhere;
        foreach (var key in new[] { "Catalog", "MetastoreId", "Grants:data-engineers", "Grants:finance-analysts" })
        {
            _portal.Settings[$"Pipelines:elt:Stages:1:Infrastructure:{key}"] = null;
        }

        _portal.Settings["Pipelines:elt:Stages:1:Checks"] = "None";
        await _portal.RestartAsync();

        var preview = (await _portal.Get<PreviewPromotion>().RunAsync(TestPortal.Elt, "test", release, TestPortal.Helen, Soon))!;
        (preview.Kind, preview.Name, preview.Plan!.IsWithoutBundle, preview.Faults.Count).ShouldBe(
            (PromotionKind.Provision, "Infrastructure of test", true, 0));
        preview.Plan.Infrastructure.ShouldContain(change => change.Type == "Workspace" && change.Action == ChangeAction.Create);
        await _portal.ApproveAsync(await _portal.RequestAsync("test", release), TestPortal.Marek);
        var made = await _portal.DeployAsync("test");
        made.State.ShouldBe(RunState.Succeeded, made.Reason);
        (await _portal.LiveAsync("test")).ShouldBeNull();

        _portal.Settings.Remove("Pipelines:elt:Stages:1:WorkspaceUrl");
        await _portal.RestartAsync();
        var promotion = await _portal.RequestAsync("test", release);

        var seen = await _portal.PromotionAsync(promotion);
        seen.Kind.ShouldBe(PromotionKind.Forward);
        Plan.FromJson(seen.PlanJson!)
            .ShouldSatisfyAllConditions(plan => plan.Bundle.ShouldNotBeNull(), plan => plan.Resources.IsEmpty.ShouldBeTrue());
        await _portal.ApproveAsync(promotion, TestPortal.Marek);
        var deployed = await _portal.DeployAsync("test");
        deployed.State.ShouldBe(RunState.Succeeded, deployed.Reason);
        deployed.Steps.Single(step => step.Name == "RunChecks").Outcome.ShouldBe("Switched off for test");
    }

    [Fact]
    public async Task What_lies_in_the_catalog_is_planned_without_asking_the_workspace()
    {
        _portal.Settings["Pipelines:elt:Stages:0:WorkspaceUrl"] = Nowhere;
        await _portal.RestartAsync();

        (await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon)).ShouldBeNull();

        var view = await _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, "dev", Soon);
        view.Resources.ShouldAllBe(resource => resource.State == ResourceState.ToCreate);
    }
}
