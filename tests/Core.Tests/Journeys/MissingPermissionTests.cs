using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>A missing permission is nobody's release's fault: once it is granted, what was approved is carried out.</summary>
public sealed class MissingPermissionTests : JourneyTest
{
    [Theory]
    [InlineData(
        "AuthorizationFailed",
        "The client '5c0f3e' with object id '77aa' does not have authorization to perform action 'Microsoft.KeyVault/vaults/write' over scope '/subscriptions/s/vaults/v' or the scope is invalid.",
        "Microsoft.KeyVault/vaults/write")]
    [InlineData(
        "LinkedAuthorizationFailed",
        "The client '5c0f3e' with object id '77aa' has permission to perform action 'Microsoft.KeyVault/vaults/write' on scope '/s'; however, it does not have permission to perform action(s) "
        + "'Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action' on the linked scope(s) '/subscriptions/s/subnets/n' (respectively) or the linked scope(s) are invalid.",
        "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action")]
    public async Task Refused_in_the_middle_it_names_action_and_scope_and_goes_on_where_it_stopped(
        string code, string message, string action)
    {
        var promotion = await ApprovedForTestAsync();
        var body = System.Text.Json.JsonSerializer.Serialize(new { error = new { code, message } });
        Portal.Sandbox.Faults.Add(
            new() { StandIn = "arm", Method = "PUT", Path = "*/vaults/kv-test-dbws", Status = 403, Body = body, Times = null });

        var refused = await Portal.DeployAsync("test");

        refused.State.ShouldBe(RunState.Errored);
        refused.Reason.ShouldNotBeNull()
            .ShouldContain($"Key vault kv-test-dbws: the service principal lacks the permission '{action}' on '/subscriptions/s/");
        refused.Reason.ShouldNotContain("5c0f3e");
        Portal.Sandbox.Faults.Clear();
        await RunAgainAsync(refused, promotion);
    }

    [Fact]
    public async Task Found_missing_before_the_first_write_it_stops_nothing_for_good()
    {
        var promotion = await ApprovedForTestAsync();
        Portal.Sandbox.Arm.Access.Deny("Microsoft.KeyVault/vaults/write");

        var refused = await Portal.DeployAsync("test");

        refused.State.ShouldBe(RunState.Errored);
        refused.Reason.ShouldNotBeNull().ShouldContain("lacks the permission 'Microsoft.KeyVault/vaults/write'");
        Portal.Sandbox.Arm.Access.Allow("Microsoft.KeyVault/vaults/write");
        await RunAgainAsync(refused, promotion);
    }

    async Task<int> ApprovedForTestAsync()
    {
        var promotion = await Portal.RequestAsync("test", await Portal.ReleaseInDevAsync());
        (await Portal.ApproveAsync(promotion, TestPortal.Marek)).ShouldBeOfType<ApprovalOutcome.Released>();
        return promotion;
    }

    async Task RunAgainAsync(Deployment refused, int promotion)
    {
        var approved = (await Portal.PromotionAsync(promotion)).PlanDigest;
        (await Portal.Get<RunDeploymentAgain>()
            .RunAsync(TestPortal.Elt, refused.Number, TestPortal.Helen, Soon)).ShouldBeOfType<Outcome.Done>();

        var again = await Portal.DeployAsync("test");

        again.Number.ShouldBe(refused.Number);
        again.State.ShouldBe(RunState.Succeeded, again.Reason);
        (await Portal.PromotionAsync(promotion)).PlanDigest.ShouldBe(approved);
    }
}
