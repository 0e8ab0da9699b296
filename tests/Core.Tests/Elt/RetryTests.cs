using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Tests.Elt;

/// <summary>A task is tried again as its settings say, and every attempt is told, as the service tells it.</summary>
public sealed class RetryTests : IAsyncLifetime
{
    const string FailsOnce = "# MAGIC %sql\n# MAGIC CREATE TABLE IF NOT EXISTS tries (x INT);\n# MAGIC INSERT INTO tries VALUES (1);\n# MAGIC SELECT assert_true(count(*) > 1, 'too early') FROM tries";
    const string Fails = "# MAGIC %sql\n# MAGIC SELECT raise_error('no luck')";

    readonly EltWorkspace _dev = new();

    public ValueTask InitializeAsync() => _dev.InitializeAsync();

    public ValueTask DisposeAsync() => _dev.DisposeAsync();

    [Fact]
    public async Task A_task_that_succeeds_at_the_second_attempt_has_succeeded()
    {
        var run = await _dev.RunToEndAsync(
            With(await _dev.TaskAsync("shaky", FailsOnce), "max_retries", 3), await _dev.TaskAsync("behind", "x = 1", "shaky"));

        ((string?)run["state"]!["result_state"]).ShouldBe("SUCCESS");
        Attempts(run).ShouldBe([("shaky", 0, "FAILED"), ("behind", 0, "SUCCESS"), ("shaky", 1, "SUCCESS")]);
        run["tasks"]!.AsArray().Select(task => (long)task!["run_id"]!).ShouldBeUnique();
    }

    [Fact]
    public async Task No_more_attempts_than_allowed_and_then_the_run_has_failed_through_its_task()
    {
        var run = await _dev.RunToEndAsync(
            With(await _dev.TaskAsync("bad", Fails), "max_retries", 2), await _dev.TaskAsync("behind", "x = 1", "bad"));

        Attempts(run).ShouldBe([("bad", 0, "FAILED"), ("behind", 0, "UPSTREAM_FAILED"), ("bad", 1, "FAILED"), ("bad", 2, "FAILED")]);
        ((string?)run["state"]!["life_cycle_state"], (string?)run["state"]!["result_state"]).ShouldBe(("INTERNAL_ERROR", "FAILED"));
        var details = run["status"]!["termination_details"]!;
        ((string?)run["status"]!["state"], (string?)details["code"], (string?)details["type"]).ShouldBe(
            ("TERMINATED", "RUN_EXECUTION_ERROR", "CLIENT_ERROR"));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task A_task_that_ran_out_of_time_is_tried_again_only_if_it_wants_that(bool retryOnTimeout, int attempts)
    {
        var slow = With(
            With(With(await _dev.TaskAsync("slow", EltWorkspace.Slow), "max_retries", 1), "timeout_seconds", 1), "retry_on_timeout",
            retryOnTimeout);

        var run = await _dev.RunToEndAsync(slow);

        Attempts(run).ShouldBe(Enumerable.Range(0, attempts).Select(attempt => ("slow", attempt, "TIMEDOUT")));
        ((string?)run["state"]!["result_state"]).ShouldBe("FAILED");
    }

    [Fact]
    public async Task Between_two_attempts_it_waits_and_can_be_cancelled()
    {
        var bad = With(With(await _dev.TaskAsync("bad", Fails), "max_retries", -1), "min_retry_interval_millis", 3_600_000);
        var id = await _dev.RunAsync(await _dev.JobAsync(new { name = "patient", tasks = new[] { bad } }));

        var waiting = await _dev.UntilAsync(id, run => run["tasks"]!.AsArray().Count == 2);
        await _dev.PostAsync("api/2.2/jobs/runs/cancel", new { run_id = id });

        EltWorkspace.States(waiting).ShouldBe([("bad", "TERMINATED", "FAILED"), ("bad", "WAITING_FOR_RETRY", null)]);
        ((string?)waiting["tasks"]![1]!["status"]!["state"]).ShouldBe("WAITING");
        EltWorkspace.States(await _dev.EndAsync(id)).ShouldBe([("bad", "TERMINATED", "FAILED"), ("bad", "TERMINATED", "CANCELED")]);
    }

    static IEnumerable<(string, int, string)> Attempts(JsonObject run) => run["tasks"]!.AsArray()
        .Select(task => ((string)task!["task_key"]!, (int)task["attempt_number"]!, (string)task["state"]!["result_state"]!));

    static JsonObject With(JsonObject task, string name, JsonNode value)
    {
        task[name] = value;
        return task;
    }
}
