using System.Net;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Tests.Clients;
using ReleasePortal.Core.Tests.Provisioning.Settings;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Provisioning.Applying;

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
                _clients.Sandbox.Faults.Add(
                    new()
                    {
                        StandIn = "dev",
                        Path = Catalogs,
                        Skip = call + (offset * 3),
                        Status = status,
                        RetryAfterSeconds = 0,
                        When = moment
                    });
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

    [Theory]
    [InlineData("PATCH", "/api/2.1/unity-catalog/permissions/*", "ABORTED")]
    [InlineData("POST", "/api/2.1/unity-catalog/catalogs", "RESOURCE_CONFLICT")]
    [InlineData("POST", "/api/2.0/accounts/*", "COULD_NOT_ACQUIRE_LOCK")]
    public async Task A_conflict_with_another_change_is_tried_again(string method, string path, string code)
    {
        _clients.Sandbox.Faults.Add(Conflict(method, path, code) with { Times = 2, RetryAfterSeconds = 0 });

        await ApplyAsync();

        _clients.Sandbox.Faults.Strikes.ShouldBe(2);
        (await Provisioner.PlanAsync(_blueprint, Soon)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_conflict_that_lasts_is_told_as_one_that_may_pass()
    {
        _clients.Sandbox.Faults.Add(
            Conflict("PATCH", "/api/2.1/unity-catalog/permissions/*", "ABORTED") with { Times = null, RetryAfterSeconds = 120 });

        (await Should.ThrowAsync<DatabricksException>(ApplyAsync)).MayPass.ShouldBeTrue();

        _clients.Sandbox.Faults.Clear();
        await ApplyAsync();
        (await Provisioner.PlanAsync(_blueprint, Soon)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_conflict_that_says_that_it_exists_is_no_fault_and_not_tried_again()
    {
        _clients.Sandbox.Faults.Add(
            Conflict("POST", "/api/2.1/unity-catalog/catalogs", "CATALOG_ALREADY_EXISTS") with { When = FaultMoment.After });

        await ApplyAsync();

        Asked("POST", "/api/2.1/unity-catalog/catalogs").ShouldBe(1);
        (await Provisioner.PlanAsync(_blueprint, Soon)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Any_other_conflict_needs_a_person_and_is_not_tried_again()
    {
        _clients.Sandbox.Faults.Add(Conflict("PATCH", "/api/2.1/unity-catalog/permissions/*", "INVALID_STATE"));

        (await Should.ThrowAsync<ProvisioningException>(ApplyAsync)).Faults.ShouldHaveSingleItem().ShouldStartWith("Grants nanba_dev: ");

        Asked("PATCH", "/api/2.1/unity-catalog/permissions/catalog/nanba_dev").ShouldBe(1);
    }

    static Fault Conflict(string method, string path, string code) =>
        new() { Method = method, Path = path, Status = 409, Body = $$"""{"error_code":"{{code}}","message":"Something else is at it."}""" };

    int Asked(string method, string path) =>
        _clients.Sandbox.Requests.All.Count(request => request.Method == method && request.Path == path);

    async Task<bool> TryApplyAsync()
    {
        try
        {
            await ApplyAsync();
            return true;
        }
        catch (DatabricksException fault) when (fault.Status is null or >= HttpStatusCode.InternalServerError
            or HttpStatusCode.TooManyRequests)
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
