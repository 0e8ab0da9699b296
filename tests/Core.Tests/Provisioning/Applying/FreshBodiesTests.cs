using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Tests.Clients;
using ReleasePortal.Core.Tests.Provisioning.Settings;

namespace ReleasePortal.Core.Tests.Provisioning.Applying;

/// <summary>What somebody does to a network between the look and the write is neither lost nor overruled unseen.</summary>
public sealed class FreshBodiesTests : IAsyncLifetime
{
    SandboxClients _clients = null!;
    StageBlueprint _blueprint = null!;
    string _network = "";

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _clients = await SandboxClients.StartAsync();
        _blueprint = StageBlueprint.Standard(Stages.Full(_clients));
        _network = _blueprint.Resources.Single(resource => resource.Kind == "Virtual network").Id;
        await ApplyAsync(await PlanAsync());
        Change(network => network["subnets"]![0]!["properties"]!["privateEndpointNetworkPolicies"] = "Enabled");
    }

    public ValueTask DisposeAsync() => _clients.DisposeAsync();

    [Fact]
    public async Task What_another_operation_adds_while_it_is_waited_for_stays()
    {
        var plan = await PlanAsync();
        AnswerWith(Found(), "Updating", times: 3);
        AddTheirs();

        await ApplyAsync(plan);

        Subnets().ShouldContain("theirs");
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_added_after_the_last_look_stays_for_Azure_refuses_the_older_state()
    {
        var plan = await PlanAsync();

        // The look of all resources, and the one before the write, see the network without it.
        AnswerWith(Found(), "Succeeded", times: 2);
        AddTheirs();

        await ApplyAsync(plan);

        Subnets().ShouldContain("theirs");
        _clients.Sandbox.Requests.All.ShouldContain(request => request.Method == "PUT" && request.Status == 412);
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task What_another_operation_changes_and_nobody_approved_is_refused()
    {
        var plan = await PlanAsync();
        AnswerWith(Found(), "Updating", times: 3);
        Change(network => network["subnets"]![1]!["properties"]!["defaultOutboundAccess"] = true);

        var fault = await Should.ThrowAsync<ProvisioningException>(() => ApplyAsync(plan));

        fault.Message.ShouldContain("properties.subnets[snet-databricks-host].properties.defaultOutboundAccess would change");
        ((bool)Found()["properties"]!["subnets"]![1]!["properties"]!["defaultOutboundAccess"]!).ShouldBeTrue();
    }

    Task<ResourcePlan> PlanAsync() => _clients.Get<Provisioner>().PlanAsync(_blueprint, Soon);

    async Task ApplyAsync(ResourcePlan approved)
    {
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);
        await _clients.Get<Provisioner>().ApplyAsync(_blueprint, approved, journal, Soon);
    }

    /// <summary>As if the network were still as it is now.</summary>
    void AnswerWith(JsonObject now, string state, int times)
    {
        now["properties"]!["provisioningState"] = state;
        _clients.Sandbox.Faults.Add(
            new() { Method = "GET", Path = "*/virtualNetworks/vnet-dev", Status = 200, Times = times, Body = now.ToJsonString() });
    }

    void AddTheirs() => Change(network => network["subnets"]!.AsArray().Add(
        new JsonObject { ["name"] = "theirs", ["properties"] = new JsonObject { ["addressPrefix"] = "10.20.9.0/24" } }));

    void Change(Action<JsonNode> change)
    {
        var body = Found();
        change(body["properties"]!);
        _clients.Sandbox.Arm.Put(_network, body);
    }

    JsonObject Found() => _clients.Sandbox.Arm.Resources[_network].DeepClone().AsObject();

    IEnumerable<string?> Subnets() => Found()["properties"]!["subnets"]!.AsArray().Select(subnet => (string?)subnet!["name"]);
}
