using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>A stage that changed between the approval and the deployment.</summary>
public sealed class ChangedPlanTests : JourneyTest
{
    string? _named;

    [Fact]
    public async Task A_plan_that_changed_after_approval_is_not_carried_out()
    {
        var promotion = await Portal.RequestAsync("test", await Portal.ReleaseInDevAsync(), TestPortal.Helen);
        var seen = await Portal.PromotionAsync(promotion);
        await Portal.ApproveAsync(promotion, TestPortal.Marek);
        await CreateResourceGroupByHandAsync("test");

        var deployment = await Portal.DeployAsync("test");

        deployment.State.ShouldBe(RunState.Cancelled);
        Portal.Sandbox.Databricks["test"].Jobs.ShouldBeEmpty();
        var now = await Portal.PromotionAsync(promotion);
        now.Decision.ShouldBe(DecisionState.AwaitingApproval);
        now.PlanDigest.ShouldNotBe(seen.PlanDigest);
        now.Counting.ShouldBeEmpty();

        (await Portal.ApproveAsync(promotion, TestPortal.Marek)).ShouldBeOfType<ApprovalOutcome.Released>();
        (await Portal.DeployAsync("test")).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task Approvals_of_a_plan_that_came_back_are_given_anew()
    {
        var promotion = await Portal.RequestAsync("test", await Portal.ReleaseInTestAsync(), TestPortal.Helen);
        var first = (await Portal.PromotionAsync(promotion)).PlanDigest;
        await Portal.ApproveAsync(promotion, TestPortal.Marek);
        await NameJobByHandAsync("test", "Somebody's job");
        await Portal.DeployAsync("test");
        await Portal.ApproveAsync(promotion, TestPortal.Marek);
        await NameJobByHandAsync("test", null);

        (await Portal.DeployAsync("test")).State.ShouldBe(RunState.Cancelled);

        var back = await Portal.PromotionAsync(promotion);
        (back.PlanDigest, back.Decision, back.DecidedByName).ShouldBe((first, DecisionState.AwaitingApproval, null));
        back.Counting.ShouldBeEmpty();
        (await Portal.ApproveAsync(promotion, TestPortal.Marek)).ShouldBeOfType<ApprovalOutcome.Released>();
        (await Portal.DeployAsync("test")).State.ShouldBe(RunState.Succeeded);
    }

    /// <summary>What the plan wants to create is suddenly there, made by somebody else.</summary>
    async Task CreateResourceGroupByHandAsync(string stage)
    {
        var resources = (await Portal.Get<MakePlan>()
            .RunAsync(Portal.Pipeline, Portal.Pipeline.Get(stage), (await Portal.LastDeploymentAsync("dev")).Release, null, Soon))
            .ShouldBeOfType<PlanOutcome.Made>().Plan.Resources;
        var account = resources.Resources.First(resource => resource.Kind == "Storage account");
        account.Action.ShouldBe(ResourceAction.Create);
        await Portal.Get<Provisioner>().ApplyAsync(
            Portal.Get<StageBlueprints>().Of(Portal.Pipeline.Get(stage)), resources,
            new((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask), Soon);
    }

    /// <param name="name">Null for the name it had before.</param>
    async Task NameJobByHandAsync(string stage, string? name)
    {
        var (id, job) = Portal.Sandbox.Databricks[stage].Jobs.ShouldHaveSingleItem();
        _named ??= job["settings"]!["name"]!.GetValue<string>();
        var settings = job["settings"]!.DeepClone().AsObject();
        settings["name"] = name ?? _named;
        await Portal.Get<WorkspaceAccess>().Open(Portal.Pipeline.Get(stage)).Jobs.ResetAsync(id, settings, Soon);
    }
}
