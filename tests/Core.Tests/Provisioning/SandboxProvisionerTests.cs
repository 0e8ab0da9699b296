using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Tests.Clients;

namespace ReleasePortal.Core.Tests.Provisioning;

public sealed class SandboxProvisionerTests : IAsyncLifetime
{
    SandboxClients _clients = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    StageBlueprint Blueprint => StageBlueprint.Standard(new()
    {
        SubscriptionId = _clients.Settings["Azure:SubscriptionId"]!,
        Region = "uksouth",
        ResourceGroup = "nanba-github",
        StorageAccount = "stdlukdev",
        Container = "bronze",
    });

    Provisioner Provisioner => _clients.Get<Provisioner>();

    public async ValueTask InitializeAsync() => _clients = await SandboxClients.StartAsync();

    public ValueTask DisposeAsync() => _clients.DisposeAsync();

    [Fact]
    public async Task A_stage_is_made_once_and_drift_is_exactly_one_field()
    {
        await ApplyAsync();
        (await Provisioner.PlanAsync(Blueprint, Soon)).IsEmpty.ShouldBeTrue();
        var id = Blueprint.Resources[1].Id;
        var account = _clients.Sandbox.Arm.Resources.Single(resource => string.Equals(resource.Key, id, StringComparison.OrdinalIgnoreCase)).Value;
        var changed = account.DeepClone().AsObject();
        changed["properties"]!["minimumTlsVersion"] = "TLS1_0";
        _clients.Sandbox.Arm.Put(id, changed);

        var drift = await Provisioner.PlanAsync(Blueprint, Soon);
        var written = await ApplyAsync();

        drift.Resources.SelectMany(resource => resource.Changes).ShouldBe([new("properties.minimumTlsVersion", "TLS1_0", "TLS1_2")]);
        written.ShouldHaveSingleItem().Name.ShouldBe("stdlukdev");
        (await Provisioner.PlanAsync(Blueprint, Soon)).IsEmpty.ShouldBeTrue();
        Writes().ShouldBe(4);
    }

    [Fact]
    public async Task It_converges_though_Azure_stumbles()
    {
        _clients.Sandbox.Faults.Add(new() { StandIn = "arm", Method = "PUT", Status = 429, RetryAfterSeconds = 0 });
        _clients.Sandbox.Faults.Add(new() { StandIn = "arm", Method = "GET", Path = "/subscriptions/*", Skip = 2, Status = 503, RetryAfterSeconds = 0 });
        _clients.Sandbox.Faults.Add(new() { StandIn = "arm", Method = "PUT", Path = "*storageAccounts*", Reset = true });

        await ApplyAsync();

        (await Provisioner.PlanAsync(Blueprint, Soon)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task The_service_principal_signs_in_for_Databricks() =>
        (await _clients.Get<EntraTokens>().ForDatabricksAsync(Soon)).Reveal().Split('.').Length.ShouldBe(3);

    async Task<IReadOnlyList<PlannedResource>> ApplyAsync()
    {
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);
        return await Provisioner.ApplyAsync(Blueprint, await Provisioner.PlanAsync(Blueprint, Soon), journal, Soon);
    }

    int Writes() => _clients.Sandbox.Requests.All.Count(request => request is { StandIn: "arm", Method: "PUT" });
}
