using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;
using ReleasePortal.Core.Tests.Clients;
using ReleasePortal.Core.Tests.Provisioning.Settings;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>An endpoint is only as good as its connection, which the owner of the target decides.</summary>
public sealed class EndpointTests : IAsyncLifetime
{
    SandboxClients _clients = null!;
    StageBlueprint _blueprint = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    PrivateEndpoint Endpoint => _blueprint.Resources.OfType<PrivateEndpoint>().First();

    public async ValueTask InitializeAsync()
    {
        _clients = await SandboxClients.StartAsync();
        _blueprint = StageBlueprint.Standard(Stages.Full(_clients) with { Locks = false });
        await ApplyAsync();
    }

    public ValueTask DisposeAsync() => _clients.DisposeAsync();

    [Theory]
    [InlineData("Rejected", ResourceAction.NeedsReplacement, "Its connection to stdlukdev is Rejected, so nothing passes it")]
    [InlineData("Disconnected", ResourceAction.NeedsReplacement, "Its connection to stdlukdev is Disconnected, so nothing passes it")]
    [InlineData("Pending", ResourceAction.Blocked, "Its connection waits until the owner of stdlukdev approves it")]
    [InlineData("Approved", ResourceAction.Unchanged, null)]
    public async Task An_endpoint_through_which_nothing_passes_is_not_as_described(string status, ResourceAction action, string? reason)
    {
        var body = Found();
        Connection(body)["privateLinkServiceConnectionState"] = new JsonObject { ["status"] = status };
        _clients.Sandbox.Arm.Put(Endpoint.Id, body);

        var planned = await PlannedAsync();

        planned.Action.ShouldBe(action);
        (planned.Reason ?? "").ShouldStartWith(reason ?? "");
    }

    [Fact]
    public async Task The_endpoint_of_an_account_that_was_deleted_is_not_mistaken_for_one_of_its_successor()
    {
        _clients.Sandbox.Arm.Delete(Endpoint.Target.Id);

        (await PlannedAsync()).Action.ShouldBe(ResourceAction.NeedsReplacement);
        _clients.Sandbox.Arm.Delete(Endpoint.Id);
        (await PlannedAsync()).Action.ShouldBe(ResourceAction.Create);
    }

    [Fact]
    public async Task What_an_endpoint_leads_to_cannot_be_changed()
    {
        var other = Endpoint.Body();
        Connection(other)["groupIds"] = new JsonArray("file");
        var refused = await RefusedAsync(Endpoint, other);
        _clients.Sandbox.Faults.Add(
            new() { Method = "GET", Path = "*/privateEndpoints/*-blob", Status = 200, Body = other.ToJsonString() });

        var planned = await PlannedAsync();

        refused.Error!.Code.ShouldBe("CannotChangePrivateLinkConnectionOnPrivateEndpoint");
        planned.Action.ShouldBe(ResourceAction.NeedsReplacement);
        planned.Reason.ShouldNotBeNull().ShouldStartWith("Its service is file, described is blob.");
    }

    [Fact]
    public async Task A_network_cannot_lose_the_subnet_that_an_endpoint_lives_in()
    {
        var network = _blueprint.Resources.OfType<VirtualNetwork>().Single();
        var without = network.Body();
        without["properties"]!["subnets"]!.AsArray().RemoveAt(0);

        (await RefusedAsync(network, without)).Error!.Code.ShouldBe("InUseSubnetCannotBeDeleted");
    }

    /// <summary>Nor is another range added in its place: the old one is in use.</summary>
    [Theory]
    [InlineData(0, "10.20.0.0/24")]
    [InlineData(1, "10.20.64.0/18")]
    public async Task A_network_cannot_take_the_range_of_a_subnet_that_endpoints_or_clusters_live_in(int subnet, string range)
    {
        var network = _blueprint.Resources.OfType<VirtualNetwork>().Single();
        var moved = network.Body();
        moved["properties"]!["subnets"]![subnet]!["properties"]!["addressPrefix"] = "10.20.8.0/22";

        var refused = await RefusedAsync(network, moved);

        refused.Error!.Code.ShouldBe("InUsePrefixCannotBeDeleted");
        refused.Message.ShouldContain(range);
    }

    Task<AzureException> RefusedAsync(AzureResource resource, JsonObject body) =>
        Should.ThrowAsync<AzureException>(() => _clients.Get<AzureResources>().WriteAsync(
            resource.Id, resource.ApiVersion, body, null, (_, _) => Task.CompletedTask, CancellationToken.None, Soon));

    async Task<PlannedResource> PlannedAsync() =>
        (await _clients.Get<Provisioner>().PlanAsync(_blueprint, Soon)).Resources.Single(resource => resource.Id == Endpoint.Id);

    async Task ApplyAsync()
    {
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);
        await _clients.Get<Provisioner>()
            .ApplyAsync(_blueprint, await _clients.Get<Provisioner>().PlanAsync(_blueprint, Soon), journal, Soon);
    }

    JsonObject Found() => _clients.Sandbox.Arm.Resources[Endpoint.Id].DeepClone().AsObject();

    static JsonObject Connection(JsonObject endpoint) =>
        endpoint["properties"]!["privateLinkServiceConnections"]![0]!["properties"]!.AsObject();
}
