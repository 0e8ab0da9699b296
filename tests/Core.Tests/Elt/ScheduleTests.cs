using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Runs;

namespace ReleasePortal.Core.Tests.Elt;

/// <summary>Schedules fire when the clock of a workspace's jobs is put forward, which anybody can do over HTTP.</summary>
public sealed class ScheduleTests : IAsyncLifetime
{
    readonly EltWorkspace _dev = new();

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _dev.InitializeAsync();

    public ValueTask DisposeAsync() => _dev.DisposeAsync();

    [Fact]
    public async Task A_schedule_fires_once_a_day_unless_it_is_paused_or_over()
    {
        var daily = await ScheduledAsync("0 0 2 * * ?");
        var paused = await ScheduledAsync("0 0 2 * * ?", "PAUSED");
        var longAgo = await ScheduledAsync("0 0 2 * * ? 2020");

        for (var day = 0; day < 3; day++)
        {
            await _dev.PostAsync("_sandbox/clock", new { forward = "1.00:00:00" });
            await _dev.EndAsync((long)(await _dev.RunsAsync(daily))[0]!["run_id"]!);
        }

        var runs = await _dev.RunsAsync(daily);
        runs.Count.ShouldBe(3);
        runs.ShouldAllBe(run => (string?)run!["trigger"] == "PERIODIC");
        (await _dev.RunsAsync(paused)).ShouldBeEmpty();
        (await _dev.RunsAsync(longAgo)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_clock_moved_past_a_start_begins_the_run_then_and_not_before()
    {
        var now = DateTimeOffset.Parse((string)(await _dev.GetAsync("_sandbox/clock"))["now"]!, null);
        var start = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour + 3), TimeSpan.Zero);
        var job = await ScheduledAsync($"0 0 {start.Hour} * * ?");

        await _dev.PostAsync("_sandbox/clock", new { now = start.AddMinutes(-5) });
        (await _dev.RunsAsync(job)).ShouldBeEmpty();
        await _dev.PostAsync("_sandbox/clock", new { now = start.AddSeconds(1) });

        var run = (await _dev.RunsAsync(job)).ShouldHaveSingleItem()!;
        ((string?)run["trigger"]).ShouldBe("PERIODIC");
        DateTimeOffset.FromUnixTimeMilliseconds((long)run["start_time"]!).ShouldBeInRange(start, start.AddMinutes(1));
    }

    [Theory]
    [InlineData("""{"forward": "-1:00:00"}""")]
    [InlineData("""{"now": "2020-01-01T00:00:00Z"}""")]
    [InlineData("""{"now": "tomorrow"}""")]
    [InlineData("{}")]
    public async Task A_clock_that_cannot_be_set_so_says_how_it_can(string wish) =>
        ((string?)(await _dev.PostAsync("_sandbox/clock", JsonNode.Parse(wish)!))["message"]).ShouldNotBeNull()
            .ShouldContain("""{"forward": "08:00:00"}""");

    [Fact]
    public async Task The_portal_shows_the_run_that_the_schedule_of_a_stage_started()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.ReleaseInTestAsync();
        using var http = new HttpClient { BaseAddress = portal.Sandbox.Uris.Workspaces["test"] };

        (await http.PostAsJsonAsync("_sandbox/clock", new { forward = "1.00:00:00" }, Soon)).EnsureSuccessStatusCode();

        var view = await portal.Get<ReadStageRuns>().RunAsync(TestPortal.Elt, "test", Soon);
        view.LastScheduled.ShouldNotBeNull().Kind.ShouldBe(RunKind.Scheduled);
        view.LastCheck.ShouldNotBeNull().Id.ShouldNotBe(view.LastScheduled.Id);
        view.Job.ShouldNotBeNull().NextAt.ShouldNotBeNull();
    }

    async Task<long> ScheduledAsync(string cron, string pauseStatus = "UNPAUSED")
    {
        var schedule = new { quartz_cron_expression = cron, timezone_id = "UTC", pause_status = pauseStatus };
        return await _dev.JobAsync(new { name = cron, schedule, tasks = new[] { await _dev.TaskAsync("only", "x = 1") } });
    }
}
