using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Tests.Elt;

/// <summary>What becomes of a task when those that it waits for are over.</summary>
public sealed class RunIfTests : IAsyncLifetime
{
    const string Fails = "# MAGIC %sql\n# MAGIC SELECT raise_error('no luck')";

    readonly EltWorkspace _dev = new();

    public ValueTask InitializeAsync() => _dev.InitializeAsync();

    public ValueTask DisposeAsync() => _dev.DisposeAsync();

    [Theory]
    [InlineData("ALL_SUCCESS", "good bad", "UPSTREAM_FAILED")]
    [InlineData("ALL_SUCCESS", "good excluded", "SUCCESS")]
    [InlineData("ALL_SUCCESS", "excluded", "EXCLUDED")]
    [InlineData("ALL_DONE", "good bad", "SUCCESS")]
    [InlineData("NONE_FAILED", "good excluded", "SUCCESS")]
    [InlineData("NONE_FAILED", "good bad", "UPSTREAM_FAILED")]
    [InlineData("AT_LEAST_ONE_SUCCESS", "good bad", "SUCCESS")]
    [InlineData("AT_LEAST_ONE_SUCCESS", "bad", "UPSTREAM_FAILED")]
    [InlineData("AT_LEAST_ONE_FAILED", "good bad", "SUCCESS")]
    [InlineData("AT_LEAST_ONE_FAILED", "good", "EXCLUDED")]
    [InlineData("ALL_FAILED", "bad", "SUCCESS")]
    [InlineData("ALL_FAILED", "good bad", "EXCLUDED")]
    public async Task A_task_runs_if_its_condition_holds(string condition, string after, string expected)
    {
        var run = await _dev.RunToEndAsync(
            await _dev.TaskAsync("good", "x = 1"), await _dev.TaskAsync("bad", Fails),
            If("AT_LEAST_ONE_FAILED", await _dev.TaskAsync("excluded", "x = 1", "good")),
            If(condition, await _dev.TaskAsync("asked", "x = 1", after.Split(' '))));

        var (_, lifeCycle, result) = EltWorkspace.States(run).Single(state => state.Item1 is "asked");
        (lifeCycle, result).ShouldBe((expected is "SUCCESS" ? "TERMINATED" : "SKIPPED", expected));
    }

    [Fact]
    public async Task A_failure_that_the_last_task_coped_with_leaves_a_success_with_failures()
    {
        var run = await _dev.RunToEndAsync(
            await _dev.TaskAsync("bad", Fails), If("ALL_DONE", await _dev.TaskAsync("tidy", "x = 1", "bad")));

        ((string?)run["state"]!["life_cycle_state"], (string?)run["state"]!["result_state"]).ShouldBe(
            ("TERMINATED", "SUCCESS_WITH_FAILURES"));
    }

    [Theory]
    [InlineData("run_if", "\"SOMETIMES\"", "tasks[0].run_if: 'SOMETIMES' is not one of")]
    [InlineData("max_retries", "-2", "tasks[0].max_retries must be a whole number from -1")]
    [InlineData("depends_on", """[{"task_key": "only"}]""", "The tasks only depend on each other in a circle.")]
    public async Task A_job_that_could_not_run_so_is_refused_by_the_field(string name, string value, string sentence)
    {
        var task = await _dev.TaskAsync("only", "x = 1");
        task[name] = JsonNode.Parse(value);

        var refused = await _dev.PostAsync("api/2.2/jobs/create", new { name = "wrong", tasks = new[] { task } });

        ((string?)refused["error_code"]).ShouldBe("INVALID_PARAMETER_VALUE");
        ((string?)refused["message"]).ShouldNotBeNull().ShouldContain(sentence);
    }

    [Fact]
    public async Task Where_no_run_is_allowed_at_once_every_run_is_skipped_and_none_waits()
    {
        var job = await _dev.JobAsync(
            new
            {
                name = "never",
                max_concurrent_runs = 0,
                queue = new { enabled = true },
                tasks = new[] { await _dev.TaskAsync("only", "x = 1") }
            });

        var run = await _dev.EndAsync(await _dev.RunAsync(job));

        ((string?)run["state"]!["life_cycle_state"], (string?)run["state"]!["result_state"]).ShouldBe(
            ("SKIPPED", "MAXIMUM_CONCURRENT_RUNS_REACHED"));
    }

    static JsonObject If(string condition, JsonObject task)
    {
        task["run_if"] = condition;
        return task;
    }
}
