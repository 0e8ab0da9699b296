using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Tests.Clients;
using ReleasePortal.Core.Tests.Provisioning.Settings;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests.Provisioning;

/// <summary>A sandbox of its own for every test, and the blueprint of a whole stage to make in it.</summary>
public abstract class ProvisioningTest : IAsyncLifetime
{
    protected static CancellationToken Soon => TestContext.Current.CancellationToken;

    protected SandboxClients Clients { get; private set; } = null!;

    protected StageBlueprint Blueprint { get; set; } = null!;

    protected Provisioner Provisioner => Clients.Get<Provisioner>();

    protected virtual SandboxOptions Options => new() { ArmDuration = TimeSpan.FromMilliseconds(300) };

    public async ValueTask InitializeAsync()
    {
        Clients = await SandboxClients.StartAsync(Options);
        Blueprint = StageBlueprint.Standard(Stages.Full(Clients));
    }

    public async ValueTask DisposeAsync()
    {
        await Clients.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<ResourcePlan> PlanAsync() => Provisioner.PlanAsync(Blueprint, Soon);

    /// <returns>What was written.</returns>
    protected async Task<IReadOnlyList<PlannedResource>> ApplyAsync()
    {
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);
        return await Provisioner.ApplyAsync(Blueprint, await PlanAsync(), journal, Soon);
    }

    protected ManagedResource Wanted(string kind) => Blueprint.Resources.First(resource => resource.Kind == kind);

    protected JsonObject Found(string id) => Clients.Sandbox.Arm.Resources[id].DeepClone().AsObject();

    /// <summary>Changes the first of its kind as somebody would by hand.</summary>
    protected void Change(string kind, Action<JsonObject> properties)
    {
        var body = Found(Wanted(kind).Id);
        properties(body["properties"]!.AsObject());
        Clients.Sandbox.Arm.Put(Wanted(kind).Id, body);
    }

    protected JsonObject Properties(string kind) => Found(Wanted(kind).Id)["properties"]!.AsObject();

    /// <summary>How many writes were asked for, of Azure and of Databricks.</summary>
    protected int Writes() => Clients.Sandbox.Requests.All.Count(
        request => request is { Method: "PUT" or "PATCH" } or { Method: "POST", Path: ['/', 'a', 'p', 'i', ..] });
}
