using System.Net;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Tests.Clients;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Provisioning;

/// <summary>What Unity Catalog does wrong, or refuses, on the way.</summary>
public sealed class CatalogFaultTests : IAsyncLifetime
{
    const string Catalogs = "/api/2.1/unity-catalog/*";

    SandboxClients _clients = null!;
    StageBlueprint _blueprint = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    Provisioner Provisioner => _clients.Get<Provisioner>();

    public async ValueTask InitializeAsync()
    {
        _clients = await SandboxClients.StartAsync();
        _blueprint = StageBlueprint.Standard(Stages.Full(_clients) with { Network = null });
    }

    public ValueTask DisposeAsync() => _clients.DisposeAsync();

    [Fact]
    public async Task It_converges_though_calls_fail_or_lose_their_answer()
    {
        int[] statuses = [429, 503, 500];
        for (var call = 0; call < 60; call += 9)
        {
            foreach (var (offset, status) in statuses.Index())
            {
                var moment = status == 500 ? FaultMoment.After : FaultMoment.Before;
                _clients.Sandbox.Faults.Add(new() { StandIn = "dev", Path = Catalogs, Skip = call + (offset * 3), Status = status, RetryAfterSeconds = 0, When = moment });
            }
        }

        for (var run = 0; run < 8 && !await TryApplyAsync(); run++)
        {
        }

        _clients.Sandbox.Faults.Strikes.ShouldBeGreaterThan(1);
        _clients.Sandbox.Faults.Clear();
        (await Provisioner.PlanAsync(_blueprint, Soon)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_privilege_that_is_missing_is_told_and_can_be_granted()
    {
        _clients.Sandbox.Faults.Add(new()
        {
            StandIn = "dev",
            Method = "POST",
            Path = "/api/2.1/unity-catalog/catalogs",
            Status = 403,
            Body = """{"error_code":"PERMISSION_DENIED","message":"User does not have CREATE CATALOG on Metastore 'main'."}""",
        });

        var fault = await Should.ThrowAsync<ProvisioningException>(ApplyAsync);

        fault.Faults.ShouldHaveSingleItem().ShouldStartWith("Catalog nanba_dev: ");
        fault.Message.ShouldContain("CREATE CATALOG on Metastore 'main'");
        fault.IsLiftable.ShouldBeTrue();
        await ApplyAsync();
        (await Provisioner.PlanAsync(_blueprint, Soon)).IsEmpty.ShouldBeTrue();
    }

    async Task<bool> TryApplyAsync()
    {
        try
        {
            await ApplyAsync();
            return true;
        }
        catch (DatabricksException fault) when (fault.Status is null or >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests)
        {
            return false;
        }
    }

    async Task ApplyAsync()
    {
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);
        await Provisioner.ApplyAsync(_blueprint, await Provisioner.PlanAsync(_blueprint, Soon), journal, Soon);
    }
}
