using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ReleasePortal.Core.Clients.Azure;

namespace ReleasePortal.Core.Tests.Clients.Azure;

public sealed class AzureResourcesTests
{
    const string Id = $"{AzureFixture.Subscription}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stdlukdev";

    readonly List<PendingOperation> _pending = [];

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PollKind.Status)]
    [InlineData(PollKind.Location)]
    [InlineData(PollKind.Resource)]
    public async Task A_write_waits_for_the_end_however_Azure_tells_it(PollKind kind)
    {
        var polls = 0;
        await using var azure = await AzureFixture.StartAsync(app =>
        {
            app.MapPut(Id, (HttpContext http) => Begun(http, kind));
            app.MapGet(
                Id,
                (HttpContext http) =>
                    Body(http, $$"""{"properties":{"provisioningState":"{{(++polls < 3 ? "Creating" : "Succeeded")}}"} }"""));
            app.MapGet("/status", (HttpContext http) => Body(http, $$"""{"status":"{{(++polls < 3 ? "InProgress" : "Succeeded")}}"}"""));
            app.MapGet("/location", (HttpContext http) => ++polls < 3 ? Body(http, "", 202) : Body(http, "{}"));
        });

        await azure.Get<AzureResources>().WriteAsync(Id, "2023-05-01", [], null, RememberAsync, CancellationToken.None, Soon);

        polls.ShouldBe(3);
        _pending.ShouldHaveSingleItem().Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task An_operation_that_fails_says_why()
    {
        await using var azure = await AzureFixture.StartAsync(app =>
        {
            app.MapPut(Id, (HttpContext http) => Begun(http, PollKind.Status));
            app.MapGet(
                "/status",
                () => AzureFixture.Json(
                    """{"status":"Failed","error":{"code":"SkuNotAvailable","message":"Not in this region.","details":[{"code":"X","message":"Try another."}]}}"""));
        });

        var fault = await Should.ThrowAsync<AzureException>(
            () => azure.Get<AzureResources>().WriteAsync(Id, "2023-05-01", [], null, RememberAsync, CancellationToken.None, Soon));

        fault.Message.ShouldBe($"Waiting for {Id}: the operation ended as Failed. SkuNotAvailable: Not in this region. Try another.");
        fault.IsTransient.ShouldBeFalse();
    }

    [Theory]
    [InlineData("ResourceNotFound", true)]
    [InlineData("ResourceGroupNotFound", true)]
    [InlineData("SubscriptionNotFound", false)]
    public async Task A_missing_resource_is_nothing_but_a_missing_subscription_is_a_fault(string code, bool isNothing)
    {
        await using var azure = await AzureFixture.StartAsync(app => app.MapGet(Id, () => Error(404, code, "It is not there.")));
        var read = azure.Get<AzureResources>().ReadAsync(Id, "2023-05-01", Soon);

        if (isNothing)
        {
            (await read).ShouldBeNull();
        }
        else
        {
            (await Should.ThrowAsync<AzureException>(read)).Error!.Code.ShouldBe(code);
        }
    }

    [Fact]
    public async Task A_denied_call_names_the_action_and_the_scope()
    {
        await using var azure = await AzureFixture.StartAsync(app => app.MapGet(Id, () => Error(403, "AuthorizationFailed",
            "The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.Storage/storageAccounts/read' over scope '/subscriptions/s' or the scope is invalid.")));

        var fault = await Should.ThrowAsync<AzureException>(() => azure.Get<AzureResources>().ReadAsync(Id, "2023-05-01", Soon));

        fault.IsDenied.ShouldBeTrue();
        fault.Message.ShouldEndWith(
            "the service principal lacks the permission 'Microsoft.Storage/storageAccounts/read' on '/subscriptions/s'.");
    }

    [Fact]
    public async Task An_operation_that_has_just_begun_may_not_be_known_yet()
    {
        var polls = 0;
        await using var azure = await AzureFixture.StartAsync(app =>
        {
            app.MapPut(Id, (HttpContext http) => Begun(http, PollKind.Status));
            app.MapGet(
                "/status", (HttpContext http) => Body(http, ++polls < 3 ? "{}" : """{"status":"Succeeded"}""", polls < 3 ? 404 : 200));
        });

        await azure.Get<AzureResources>().WriteAsync(Id, "2023-05-01", [], null, RememberAsync, CancellationToken.None, Soon);

        polls.ShouldBe(3);
    }

    [Theory]
    [InlineData(409, "AnotherOperationInProgress", true)]
    [InlineData(409, "StorageAccountAlreadyTaken", false)]
    [InlineData(412, "PreconditionFailed", true)]
    [InlineData(404, "ParentResourceNotFound", true)]
    [InlineData(404, "SubscriptionNotFound", false)]
    [InlineData(400, "PrincipalNotFound", true)]
    [InlineData(400, "RetryableError", true)]
    [InlineData(400, "InvalidRequestContent", false)]
    public async Task What_is_refused_only_for_now_may_succeed_later(int status, string code, bool passes)
    {
        await using var azure = await AzureFixture.StartAsync(app => app.MapPut(Id, () => Error(status, code, "Not now.")));

        var fault = await Should.ThrowAsync<AzureException>(
            () => azure.Get<AzureResources>().WriteAsync(Id, "2023-05-01", [], null, RememberAsync, CancellationToken.None, Soon));

        fault.IsPassing.ShouldBe(passes);
        fault.IsTransient.ShouldBe(passes);
    }

    [Fact]
    public async Task A_write_for_a_state_that_was_seen_names_it()
    {
        string? named = null;
        await using var azure = await AzureFixture.StartAsync(app => app.MapPut(Id, (HttpContext http) =>
        {
            named = http.Request.Headers.IfMatch;
            return AzureFixture.Json("{}");
        }));

        await azure.Get<AzureResources>().WriteAsync(Id, "2023-05-01", [], "W/\"7\"", RememberAsync, CancellationToken.None, Soon);

        named.ShouldBe("W/\"7\"");
        _pending.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_busy_resource_is_read_when_it_is_free()
    {
        var reads = 0;
        await using var azure = await AzureFixture.StartAsync(app => app.MapGet(Id, (HttpContext http) =>
        {
            http.Response.Headers.RetryAfter = "0";
            return ++reads < 3 ? Error(409, "AnotherOperationInProgress", "Wait.") : AzureFixture.Json("{}");
        }));

        (await azure.Get<AzureResources>().ReadAsync(Id, "2023-05-01", Soon)).ShouldNotBeNull();

        reads.ShouldBe(3);
    }

    [Fact]
    public async Task Our_token_goes_to_no_other_host()
    {
        await using var azure = await AzureFixture.StartAsync(_ => { });
        var elsewhere = new PendingOperation(Id, PollKind.Status, new("https://elsewhere.test/status"));

        var fault = await Should.ThrowAsync<AzureException>(() => azure.Get<AzureResources>().ResumeAsync(elsewhere, Soon));

        fault.Message.ShouldContain("elsewhere.test, which is not Azure Resource Manager");
    }

    Task RememberAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        _pending.Add(operation);
        return Task.CompletedTask;
    }

    static IResult Begun(HttpContext http, PollKind kind)
    {
        var root = $"https://{http.Request.Host}";
        http.Response.Headers[kind is PollKind.Status ? "Azure-AsyncOperation" : "Location"] = kind is PollKind.Status
            ? $"{root}/status"
            : $"{root}/location";
        return kind is PollKind.Location ? Body(http, "", 202) : Body(http, """{"properties":{"provisioningState":"Creating"}}""", 201);
    }

    static IResult Body(HttpContext http, string body, int status = 200)
    {
        http.Response.Headers.RetryAfter = "0";
        return AzureFixture.Json(body, status);
    }

    static IResult Error(int status, string code, string message) =>
        AzureFixture.Json($$"""{"error":{"code":"{{code}}","message":"{{message}}"} }""", status);
}
