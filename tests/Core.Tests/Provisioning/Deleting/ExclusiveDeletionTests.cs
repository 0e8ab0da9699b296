using System.Text.Json.Nodes;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Provisioning.Deleting;
using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Core.Tests.Provisioning.Deleting;

/// <summary>What does not come back is not deleted while a deployment counts on it, and none begins meanwhile.</summary>
public sealed class ExclusiveDeletionTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Not_while_a_deployment_waits_for_the_stage_or_for_one_that_shares_it()
    {
        var release = await _portal.ReleaseInDevAsync();
        await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "test", Soon);
        await LeaveNetworksAsync();
        await _portal.ApproveAsync(await _portal.RequestAsync("test", release), TestPortal.Marek);

        (await DeleteAsync("DNS link")).ShouldBeEmpty();
        (await DeleteAsync("Private DNS zone")).ShouldBe(
            ["Deployment 2 waits for test, which this concerns, too. Try again when it is over."]);
        await _portal.Sandbox.GitHub.PushAsync(
            ReleasePortal.Sandbox.Entra.Everybody.Tom, "Write a note", new Dictionary<string, string?> { ["bundle/docs/note.md"] = "note" },
            Soon);
        await _portal.FindReleaseAsync();
        (await DeleteAsync("DNS link")).ShouldBe(["Deployment 3 waits for dev. Try again when it is over."]);
    }

    [Fact]
    public async Task No_deployment_begins_while_something_is_deleted()
    {
        await _portal.ReleaseInDevAsync();
        await LeaveNetworksAsync();
        _portal.Sandbox.Faults.Add(new() { Method = "DELETE", Path = "*/virtualNetworkLinks/*", Hang = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Soon);
        var deleting = DeleteAsync("DNS link", stop.Token);
        await UntilAsync(
            () => _portal.Sandbox.Requests.All.Any(
                request => request.Method is "DELETE" && request.Path.Contains("/virtualNetworkLinks/", StringComparison.Ordinal)));

        var lease = await _portal.Get<StageLeases>().TryTakeAsync(TestPortal.Elt, "dev", "a deployment", Soon);
        var other = await DeleteAsync("DNS zone group");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(deleting);

        lease.ShouldBeNull();
        other.ShouldBe(["Something else is being deleted in dev. Try again when it is over."]);
        (await _portal.Get<StageLeases>().TryTakeAsync(TestPortal.Elt, "dev", "a deployment", Soon)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_vault_is_not_purged_while_a_deployment_waits()
    {
        var group = $"/subscriptions/{_portal.Sandbox.Entra.Tenant.SubscriptionId}/resourceGroups/rg-old";
        _portal.Sandbox.Arm.Put(group, new() { ["location"] = "uksouth" });
        _portal.Sandbox.Arm.Put(
            $"{group}/providers/Microsoft.KeyVault/vaults/kv-dev-dbws",
            new JsonObject { ["location"] = "uksouth", ["properties"] = new JsonObject() });
        _portal.Sandbox.Arm.Delete($"{group}/providers/Microsoft.KeyVault/vaults/kv-dev-dbws");
        await _portal.FindReleaseAsync();

        var outcome = await _portal.Get<PurgeVault>().RunAsync(TestPortal.Elt, "dev", "kv-dev-dbws", TestPortal.Jonas, Soon);

        outcome.ShouldBeOfType<Outcome.Refused>().Objections.ShouldBe(["Deployment 1 waits for dev. Try again when it is over."]);
    }

    async Task LeaveNetworksAsync()
    {
        foreach (var stage in (int[])[0, 1, 2])
        {
            foreach (var key in (string[])["Network", "AddressSpace", "EndpointSubnet"])
            {
                _portal.Settings[$"Pipelines:elt:Stages:{stage}:Infrastructure:{key}"] = null;
            }

            _portal.Settings[$"Pipelines:elt:Stages:{stage}:Infrastructure:AllowedRanges:0"] = "203.0.113.7";
        }

        await _portal.RestartAsync();
    }

    /// <summary>The first of its kind that dev no longer describes.</summary>
    async Task<IReadOnlyList<string>> DeleteAsync(string kind, CancellationToken? stop = null)
    {
        var former = (await _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, "dev", Soon)).Former.First(one => one.Kind == kind);
        return await _portal.Get<DeleteFormerResource>()
            .RunAsync(TestPortal.Elt, "dev", former.Id, former.Name, TestPortal.Jonas, stop ?? Soon) is Outcome.Refused refused
            ? refused.Objections
            : [];
    }

    static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(20, Soon);
        }
    }
}
