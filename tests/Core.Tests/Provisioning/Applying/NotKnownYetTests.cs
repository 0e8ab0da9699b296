using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;
using ReleasePortal.Core.Tests.Clients;
using ReleasePortal.Core.Tests.Provisioning.Settings;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests.Provisioning.Applying;

/// <summary>What Databricks does not know at once costs time, but not the approvals.</summary>
public sealed class NotKnownYetTests : IAsyncLifetime
{
    const string Link = "/api/2.0/accounts/*";
    const string Credentials = "/api/2.1/unity-catalog/storage-credentials";

    readonly ImpatientClock _clock = new();
    SandboxClients _clients = null!;
    StageBlueprint _blueprint = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    Provisioner Provisioner => _clients.Get<Provisioner>();

    public async ValueTask InitializeAsync()
    {
        _clients = await SandboxClients.StartAsync(new SandboxOptions { ArmDuration = TimeSpan.Zero, Clock = _clock });
        _blueprint = StageBlueprint.Standard(Stages.Full(_clients) with { Network = null });
    }

    public ValueTask DisposeAsync() => _clients.DisposeAsync();

    [Theory]
    [InlineData(Link, "RESOURCE_DOES_NOT_EXIST")]
    [InlineData(Credentials, "METASTORE_DOES_NOT_EXIST")]
    public async Task What_was_just_made_is_waited_for(string path, string code)
    {
        Refuse(path, code, times: 10);

        await ApplyAsync(await PlanAsync());

        _clients.Sandbox.Faults.Strikes.ShouldBe(10);
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Link, "RESOURCE_DOES_NOT_EXIST")]
    [InlineData(Credentials, "METASTORE_DOES_NOT_EXIST")]
    public async Task What_does_not_become_known_is_given_up_but_the_approved_plan_goes_on_later(string path, string code)
    {
        var (approved, started) = (await PlanAsync(), _clock.GetUtcNow());
        Refuse(path, code, times: null);

        (await Should.ThrowAsync<DatabricksException>(() => ApplyAsync(approved))).ErrorCode.ShouldBe(code);
        (_clock.GetUtcNow() - started).ShouldBeInRange(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(9));
        (await Should.ThrowAsync<DatabricksException>(() => ApplyAsync(approved))).ErrorCode.ShouldBe(code);

        _clients.Sandbox.Faults.Clear();
        await ApplyAsync(approved);
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_metastore_that_the_account_does_not_have_is_a_wrong_setting()
    {
        Refuse(Link, "METASTORE_DOES_NOT_EXIST", times: null);

        (await Should.ThrowAsync<ProvisioningException>(async () => await ApplyAsync(await PlanAsync()))).Message.ShouldStartWith(
            "Metastore link ");

        _clients.Sandbox.Faults.Strikes.ShouldBe(1);
    }

    [Fact]
    public async Task What_stands_on_nothing_new_is_refused_at_once()
    {
        await ApplyAsync(await PlanAsync());
        var schema = _blueprint.Resources.OfType<CatalogSchema>().First();
        _clients.Sandbox.Faults.Add(
            new() { Method = "GET", Path = schema.Address, Status = 404, Times = null, Body = Body("SCHEMA_DOES_NOT_EXIST") });
        Refuse("/api/2.1/unity-catalog/schemas", "CATALOG_DOES_NOT_EXIST", times: null);

        (await Should.ThrowAsync<ProvisioningException>(async () => await ApplyAsync(await PlanAsync()))).Message.ShouldContain(
            "CATALOG_DOES_NOT_EXIST");
    }

    void Refuse(string path, string code, int? times) =>
        _clients.Sandbox.Faults.Add(new() { Method = "POST", Path = path, Times = times, Status = 404, Body = Body(code) });

    Task<ResourcePlan> PlanAsync() => Provisioner.PlanAsync(_blueprint, Soon);

    async Task ApplyAsync(ResourcePlan approved)
    {
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);
        await Provisioner.ApplyAsync(_blueprint, approved, journal, Soon);
    }

    static string Body(string code) => $$"""{"error_code":"{{code}}","message":"It does not exist."}""";
}
