using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Resources;
using ReleasePortal.Core.Tests.Clients;
using ReleasePortal.Core.Tests.Provisioning.Settings;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests.Provisioning.Applying;

/// <summary>What passes by itself in Azure costs time, but neither the apply nor the approvals.</summary>
public sealed class PassingTroubleTests : IAsyncLifetime
{
    readonly ImpatientClock _clock = new();
    SandboxClients _clients = null!;
    StageBlueprint _blueprint = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => StartAsync(TimeSpan.Zero);

    public ValueTask DisposeAsync() => _clients.DisposeAsync();

    [Theory]
    [InlineData("StorageAccountOperationInProgress")]
    [InlineData("RetryableError")]
    [InlineData("InternalServerError")]
    public async Task An_operation_that_fails_with_what_passes_is_begun_again(string code)
    {
        Fail("GET", "*/Microsoft.Network/locations/uksouth/operations/*", 200, code, times: 2, isOperation: true);

        await ApplyAsync();

        await ShouldBeAsDescribedAsync();
    }

    [Fact]
    public async Task Endpoints_that_get_in_each_others_way_are_made_all_the_same()
    {
        await RestartAsync(new() { ArmDuration = TimeSpan.FromSeconds(25) });
        var (all, blob) = (_blueprint, _blueprint.Resources.OfType<PrivateEndpoint>().First());
        _blueprint = new([.. all.Resources.Where(resource => resource is not (PrivateEndpoint or PrivateDnsZoneGroup))]);
        await ApplyAsync();
        var theirs = blob.Body();
        theirs["properties"]!["privateLinkServiceConnections"]![0]!["name"] = "theirs";
        _clients.Sandbox.Arm.Put(blob.Id.Replace("-blob", "-theirs", StringComparison.Ordinal), theirs);
        _blueprint = all;

        await ApplyAsync();

        await ShouldBeAsDescribedAsync();
        PutsOf("*/privateEndpoints/pe-stdlukdev-blob").ShouldBe(2);
    }

    [Fact]
    public async Task A_second_endpoint_of_a_storage_account_waits_for_the_first()
    {
        await RestartAsync(new() { ArmDuration = TimeSpan.FromSeconds(2) });

        await ApplyAsync();

        PutsOf("*/privateEndpoints/pe-stdlukdev-*").ShouldBe(2);
    }

    [Fact]
    public async Task A_conflict_that_lasts_is_borne_for_minutes()
    {
        Fail("PUT", "*/virtualNetworks/vnet-dev", 409, "AnotherOperationInProgress", times: 30);

        await ApplyAsync();

        await ShouldBeAsDescribedAsync();
    }

    [Fact]
    public async Task A_conflict_without_an_end_is_nothing_that_a_person_must_see_to()
    {
        var started = _clock.GetUtcNow();
        Fail("PUT", "*/virtualNetworks/vnet-dev", 409, "AnotherOperationInProgress", times: null);

        (await Should.ThrowAsync<AzureException>(ApplyAsync)).IsTransient.ShouldBeTrue();

        (_clock.GetUtcNow() - started).ShouldBeGreaterThan(TimeSpan.FromMinutes(10));
        _clients.Sandbox.Faults.Clear();
        await ApplyAsync();
        await ShouldBeAsDescribedAsync();
    }

    [Fact]
    public async Task A_new_identity_that_nobody_knows_yet_is_waited_for()
    {
        Fail("PUT", "*/roleAssignments/*", 400, "PrincipalNotFound", times: 30);

        await ApplyAsync();

        await ShouldBeAsDescribedAsync();
    }

    /// <summary>Somebody gives the role between the look and the write, and the list does not tell it at once.</summary>
    [Fact]
    public async Task A_role_that_somebody_gave_meanwhile_is_looked_for_until_it_is_found()
    {
        await ApplyAsync();
        var (all, role) = (_blueprint, _blueprint.Resources.OfType<RoleAssignment>().First());
        var body = _clients.Sandbox.Arm.Resources[role.Id].DeepClone().AsObject();
        _blueprint = new([.. all.Resources.Where(resource => resource is not ResourceLock)]);
        foreach (var id in all.Resources.OfType<ResourceLock>().Select(one => one.Id).Append(role.Id))
        {
            _clients.Sandbox.Arm.Delete(id);
        }

        // The plan, the look before the first write and the look before its own write do not see it, nor does the look after the refusal.
        var theirs = $"{role.Id[..role.Id.LastIndexOf('/')]}/{Guid.NewGuid()}";
        _clients.Sandbox.Arm.Put(theirs, new() { ["properties"] = body["properties"]!.DeepClone() });
        _clients.Sandbox.Faults.Add(
            new() { Method = "GET", Path = $"{role.On.Id}/*/roleAssignments", Times = 8, Status = 200, Body = """{"value":[]}""" });

        await ApplyAsync();

        _clients.Sandbox.Requests.All.ShouldContain(request => request.Method == "PUT" && request.Status == 409);
        _clients.Sandbox.Arm.Resources.Keys.ShouldNotContain(role.Id);
        await ShouldBeAsDescribedAsync();
    }

    [Fact]
    public async Task A_new_identity_that_cannot_be_read_yet_is_waited_for()
    {
        // The plan, the look before the first write and the look before its own write find nothing either.
        _clients.Sandbox.Faults.Add(
            new() { Method = "GET", Path = "*/accessConnectors/*", Skip = 3, Times = 2, Status = 404, Body = Error("ResourceNotFound") });

        await ApplyAsync();

        await ShouldBeAsDescribedAsync();
    }

    [Fact]
    public async Task What_was_just_made_or_begun_may_be_unknown_for_a_while()
    {
        await RestartAsync(new() { ArmDuration = TimeSpan.FromSeconds(2), ArmSpread = TimeSpan.FromSeconds(20) });

        await ApplyAsync();

        await ShouldBeAsDescribedAsync();
        _clients.Sandbox.Requests.All.ShouldContain(request => request.Method == "PUT" && request.Status == 404);
        _clients.Sandbox.Requests.All.ShouldContain(
            request => request.Path.Contains("operations/", StringComparison.Ordinal) && request.Status == 404);
    }

    [Fact]
    public async Task What_never_becomes_known_is_given_up_sooner()
    {
        var started = _clock.GetUtcNow();
        Fail("PUT", "*/containers/*", 404, "ParentResourceNotFound", times: null);

        (await Should.ThrowAsync<AzureException>(ApplyAsync)).IsTransient.ShouldBeTrue();

        (_clock.GetUtcNow() - started).ShouldBeInRange(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(9));
    }

    async Task ShouldBeAsDescribedAsync() => (await _clients.Get<Provisioner>().PlanAsync(_blueprint, Soon)).IsEmpty.ShouldBeTrue();

    async Task ApplyAsync()
    {
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);
        await _clients.Get<Provisioner>()
            .ApplyAsync(_blueprint, await _clients.Get<Provisioner>().PlanAsync(_blueprint, Soon), journal, Soon);
    }

    void Fail(string method, string path, int status, string code, int? times, bool isOperation = false) =>
        _clients.Sandbox.Faults.Add(new()
        {
            Method = method,
            Path = path,
            Times = times,
            Status = status,
            Body = isOperation ? $$"""{"status":"Failed",{{Error(code)[1..]}}""" : Error(code),
        });

    int PutsOf(string path) => _clients.Sandbox.Requests.All.Count(request =>
        request.Method == "PUT" && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(path, request.Path.Split('?')[0])
        && !request.Path.Contains("Groups/default", StringComparison.Ordinal));

    ValueTask StartAsync(TimeSpan duration) => StartAsync(new SandboxOptions { ArmDuration = duration });

    async ValueTask StartAsync(SandboxOptions options)
    {
        _clients = await SandboxClients.StartAsync(options with { Clock = _clock });
        _blueprint = StageBlueprint.Standard(Stages.Full(_clients));
    }

    async Task RestartAsync(SandboxOptions options)
    {
        await _clients.DisposeAsync();
        await StartAsync(options);
    }

    static string Error(string code) => $$$"""{"error":{"code":"{{{code}}}","message":"Not now."}}""";
}
