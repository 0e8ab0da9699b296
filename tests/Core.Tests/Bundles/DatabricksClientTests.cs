using System.Net;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>How the client behaves when a workspace does not.</summary>
public sealed class DatabricksClientTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    static CancellationToken Now => TestContext.Current.CancellationToken;

    DatabricksWorkspace Workspace => sandbox.Workspace;

    public void Dispose() => sandbox.Faults.Clear();

    [Fact]
    public async Task A_minted_token_works_until_it_is_deleted_and_deleting_it_twice_is_fine()
    {
        var minted = await Workspace.Tokens.CreateAsync(TimeSpan.FromDays(15), "for dev", Now);

        (minted.Token.ExpiresAt - minted.Token.CreatedAt).ShouldBe(TimeSpan.FromDays(15));
        var withIt = sandbox.Open(_ => ValueTask.FromResult(minted.Value));
        (await withIt.MeAsync(Now)).DisplayName.ShouldBe("nanba-release");
        (await Workspace.Tokens.ListAsync(Now)).ShouldContain(minted.Token);
        await Workspace.Tokens.DeleteAsync(minted.Token.TokenId, Now);
        await Workspace.Tokens.DeleteAsync(minted.Token.TokenId, Now);
        var fault = await Should.ThrowAsync<DatabricksException>(() => withIt.MeAsync(Now));
        fault.Status.ShouldBe(HttpStatusCode.Forbidden);
        fault.MayPass.ShouldBeFalse();
        fault.ToString().ShouldNotContain(minted.Value.Reveal());
    }

    [Fact]
    public async Task Too_many_requests_are_waited_out_for_as_long_as_the_workspace_asks()
    {
        sandbox.Faults.Add(new Fault { StandIn = "dev", Path = "/api/2.0/token/create", Status = 429, RetryAfterSeconds = 1 });
        var started = TimeProvider.System.GetTimestamp();

        await Workspace.Tokens.CreateAsync(TimeSpan.FromHours(1), "x", Now);

        TimeProvider.System.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(950));
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(503, false)]
    [InlineData(null, true)]
    public async Task A_reading_call_is_tried_again(int? status, bool reset)
    {
        sandbox.Faults.Add(new Fault { StandIn = "dev", Path = "*/Me", Status = status, Reset = reset, Times = 2 });

        (await Workspace.MeAsync(Now)).IsServicePrincipal.ShouldBeTrue();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id": "1", "userName": null}""")]
    public async Task An_answer_that_names_nobody_is_no_user(string body)
    {
        sandbox.Faults.Add(new Fault { StandIn = "dev", Path = "*/Me", Status = 200, Body = body });

        (await Should.ThrowAsync<DatabricksException>(() => Workspace.MeAsync(Now))).Message.ShouldContain("the answer names nobody");
    }

    [Fact]
    public async Task A_create_whose_answer_is_lost_is_not_sent_twice()
    {
        sandbox.Faults.Add(new Fault { StandIn = "dev", Path = "/api/2.2/jobs/create", Reset = true, When = FaultMoment.After });

        var fault = await Should.ThrowAsync<DatabricksException>(
            () => Workspace.Jobs.CreateAsync(new JsonObject { ["name"] = "lost" }, Now));

        fault.MayPass.ShouldBeTrue();
        (await Workspace.Jobs.ListAsync("lost", Now)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_outage_ends_in_a_fault_that_says_what_was_asked()
    {
        sandbox.Faults.Add(
            new Fault { StandIn = "dev", Path = "*/get-status", Status = 500, Times = null, Body = """{"error_code":"INTERNAL_ERROR","message":"down"}""" });

        var fault = await Should.ThrowAsync<DatabricksException>(() => Workspace.Files.StatusAsync("/Shared", Now));

        fault.Message.ShouldBe("GET /api/2.0/workspace/get-status: 500 INTERNAL_ERROR down");
        sandbox.Requests.Count(call => call.EndsWith("/get-status", StringComparison.Ordinal)).ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task A_workspace_that_never_answers_is_given_up()
    {
        sandbox.Faults.Add(new Fault { StandIn = "dev", Path = "*/list", Hang = true, Times = null });

        var fault = await Should.ThrowAsync<DatabricksException>(() => Workspace.Tokens.ListAsync(Now));

        fault.Message.ShouldContain("did not answer within 5 s");
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_and_no_fault()
    {
        sandbox.Faults.Add(new Fault { StandIn = "dev", Path = "*/Me", Hang = true });
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => Workspace.MeAsync(impatience.Token));
    }

    [Fact]
    public async Task Missing_things_are_null_and_long_jobs_come_in_pages()
    {
        (await Workspace.Files.StatusAsync("/Shared/nothing", Now)).ShouldBeNull();
        (await Workspace.Files.ExportAsync("/Shared/nothing", Now)).ShouldBeNull();
        (await Workspace.Files.ListAsync("/Shared/nothing", Now)).ShouldBeNull();
        (await Workspace.Jobs.GetAsync(4711, Now)).ShouldBeNull();
        await Workspace.Jobs.DeleteAsync(4711, Now);
        await Workspace.Files.DeleteAsync("/Shared/nothing", recursive: true, Now);

        var tasks = Enumerable.Range(0, 230).Select(number => (JsonNode)new JsonObject
        {
            ["task_key"] = $"t{number}",
            ["notebook_task"] = new JsonObject { ["notebook_path"] = "/Shared/nb" },
        });
        var id = await Workspace.Jobs.CreateAsync(new JsonObject { ["name"] = "long", ["tasks"] = new JsonArray([.. tasks]) }, Now);
        (await Workspace.Jobs.GetAsync(id, Now))!.Settings["tasks"]!.AsArray().Count.ShouldBe(230);
    }
}
