using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Sandbox;

public sealed class FaultTests : SandboxTest
{
    Uri List => new(Box.Uris.Workspaces["dev"], "api/2.0/token/list");

    Uri Create => new(Box.Uris.Workspaces["dev"], "api/2.0/token/create");

    [Fact]
    public async Task A_fault_skips_strikes_so_often_and_leaves_the_others_alone()
    {
        var token = await TokenFor(EntraTenant.DatabricksResource);
        Box.Faults.Add(
            new() { StandIn = "dev", Method = "GET", Path = "*/token/*", Skip = 1, Times = 2, Status = 429, RetryAfterSeconds = 3 });

        var seen = new List<int>();
        for (var call = 0; call < 4; call++)
        {
            seen.Add((await Call(HttpMethod.Get, List, token, null)).Status);
        }

        seen.ShouldBe([200, 429, 429, 200]);
    }

    [Fact]
    public async Task A_fault_after_the_work_loses_only_the_answer()
    {
        var token = await TokenFor(EntraTenant.DatabricksResource);
        Box.Faults.Add(new() { StandIn = "dev", Path = "*/token/create", Status = 500, When = FaultMoment.After });

        (await Call(HttpMethod.Post, Create, token, new { comment = "half done" })).Status.ShouldBe(500);

        Box.Databricks["dev"].Tokens.Single().Comment.ShouldBe("half done");
    }

    [Fact]
    public async Task A_reset_and_a_hang_are_what_they_say()
    {
        Box.Faults.Add(new() { StandIn = "dev", Reset = true });
        Box.Faults.Add(new() { StandIn = "test", Hang = true });
        using var impatient = new HttpClient { Timeout = TimeSpan.FromMilliseconds(200) };

        await Should.ThrowAsync<HttpRequestException>(() => Http.GetAsync(List, Soon));
        await Should.ThrowAsync<TaskCanceledException>(
            () => impatient.GetAsync(new Uri(Box.Uris.Workspaces["test"], "api/2.0/token/list"), Soon));
    }

    [Fact]
    public async Task Faults_can_be_switched_over_HTTP()
    {
        var faults = new Uri(Box.Uris.GitHub, "_sandbox/faults");

        await Call(HttpMethod.Post, faults, null, new { standIn = "dev", status = 503, body = "{\"a\":1}" });
        var (status, body) = await Call(HttpMethod.Get, List, null, null);
        await Call(HttpMethod.Delete, faults, null, null);

        status.ShouldBe(503);
        body!["a"]!.GetValue<int>().ShouldBe(1);
        (await Call(HttpMethod.Get, List, null, null)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task The_log_knows_every_call_and_no_secret()
    {
        var token = await TokenFor(EntraTenant.DatabricksResource);
        await Call(HttpMethod.Post, Create, token, new { comment = "for the log" });

        var requests = Box.Requests.All;

        requests.Select(request => request.StandIn).ShouldBe(["arm", "dev"]);
        requests[1].Status.ShouldBe(200);
        requests[1].Body.ShouldContain("for the log");
        requests[0].Body.ShouldContain("grant_type=client_credentials");
        requests.ShouldAllBe(request => !request.ToString().Contains(Box.Entra.Tenant.ReleaseClientSecret, StringComparison.Ordinal));
        requests.ShouldAllBe(request => !request.ToString().Contains(token, StringComparison.Ordinal));
    }
}
