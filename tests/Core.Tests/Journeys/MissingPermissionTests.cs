using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>A missing permission is nobody's release's fault: once it is granted, what was approved is carried out.</summary>
public sealed class MissingPermissionTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

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
    public async Task Refused_in_the_middle_it_names_action_and_scope_and_goes_on_where_it_stopped(string code, string message, string action)
    {
        var promotion = await ApprovedForTestAsync();
        var body = System.Text.Json.JsonSerializer.Serialize(new { error = new { code, message } });
        _portal.Sandbox.Faults.Add(new() { StandIn = "arm", Method = "PUT", Path = "*/vaults/kv-test-dbws", Status = 403, Body = body, Times = null });

        var refused = await _portal.DeployAsync("test");

        refused.State.ShouldBe(RunState.Errored);
        refused.Reason.ShouldNotBeNull().ShouldContain($"Key vault kv-test-dbws: the service principal lacks the permission '{action}' on '/subscriptions/s/");
        refused.Reason.ShouldNotContain("5c0f3e");
        _portal.Sandbox.Faults.Clear();
        await RunAgainAsync(refused, promotion);
    }

    [Fact]
    public async Task Found_missing_before_the_first_write_it_stops_nothing_for_good()
    {
        var promotion = await ApprovedForTestAsync();
        _portal.Sandbox.Arm.Access.Deny("Microsoft.KeyVault/vaults/write");

        var refused = await _portal.DeployAsync("test");

        refused.State.ShouldBe(RunState.Errored);
        refused.Reason.ShouldNotBeNull().ShouldContain("lacks the permission 'Microsoft.KeyVault/vaults/write'");
        _portal.Sandbox.Arm.Access.Allow("Microsoft.KeyVault/vaults/write");
        await RunAgainAsync(refused, promotion);
    }

    async Task<int> ApprovedForTestAsync()
    {
        var promotion = await _portal.RequestAsync("test", await _portal.ReleaseInDevAsync());
        (await _portal.ApproveAsync(promotion, TestPortal.Marek)).ShouldBeOfType<ApprovalOutcome.Released>();
        return promotion;
    }

    async Task RunAgainAsync(Deployment refused, int promotion)
    {
        var approved = (await _portal.PromotionAsync(promotion)).PlanDigest;
        (await _portal.Get<RunDeploymentAgain>().RunAsync(TestPortal.Elt, refused.Number, TestPortal.Helen, Soon)).ShouldBeOfType<Outcome.Done>();

        var again = await _portal.DeployAsync("test");

        again.Number.ShouldBe(refused.Number);
        again.State.ShouldBe(RunState.Succeeded, again.Reason);
        (await _portal.PromotionAsync(promotion)).PlanDigest.ShouldBe(approved);
    }
}
