namespace ReleasePortal.Core.Tests.Elt;

/// <summary>Runs as the Jobs API tells them.</summary>
public sealed class JobRunTests : IAsyncLifetime
{
    readonly EltWorkspace _dev = new();

    public ValueTask InitializeAsync() => _dev.InitializeAsync();

    public ValueTask DisposeAsync() => _dev.DisposeAsync();

    [Fact]
    public async Task A_failed_task_skips_what_waits_for_it_and_what_waits_for_any_end_still_runs()
    {
        var job = await _dev.JobAsync(new
        {
            name = "graph",
            tasks = new object[]
            {
                await _dev.TaskAsync("good", "x = 'fine'"),
                await _dev.TaskAsync("bad", "# MAGIC %sql\n# MAGIC SELECT raise_error('no luck')", "good"),
                await _dev.TaskAsync("behind", "x = 1", "bad"),
                new { task_key = "always", run_if = "ALL_DONE", depends_on = new[] { new { task_key = "bad" } }, notebook_task = new { notebook_path = await _dev.NotebookAsync("always", "dbutils.notebook.exit('done')") } },
            },
        });

        var run = await _dev.EndAsync(await _dev.RunAsync(job));

        EltWorkspace.States(run).ShouldBe([
            ("good", "TERMINATED", "SUCCESS"), ("bad", "TERMINATED", "FAILED"), ("behind", "SKIPPED", "UPSTREAM_FAILED"),
            ("always", "TERMINATED", "SUCCESS"),
        ]);
        ((string?)run["state"]!["result_state"]).ShouldBe("FAILED");
        ((string?)run["state"]!["state_message"]).ShouldNotBeNull().ShouldContain("Task bad failed");
        ((string?)(await _dev.OutputAsync(run, "bad"))["error"]).ShouldNotBeNull().ShouldContain("no luck");
        ((string?)(await _dev.OutputAsync(run, "always"))["notebook_output"]!["result"]).ShouldBe("done");
    }

    [Theory]
    [InlineData("for order in orders:\n    print(order)", "Line 2: the sandbox does not run 'for order in orders:'")]
    [InlineData("import pandas", "does not run 'import pandas'")]
    [InlineData("x = 1\ny = open('/etc/passwd')", "does not run 'y = open('/etc/passwd')'")]
    [InlineData("# MAGIC %sh\n# MAGIC ls", "does not run %sh cells")]
    [InlineData("dbutils.widgets.get('nothing')", "No input widget named nothing is defined")]
    [InlineData("spark.sql(f\"SELECT {nothing}\")", "name 'nothing' is not defined")]
    public async Task What_a_notebook_cannot_do_here_fails_its_task_with_a_sentence(string cell, string sentence)
    {
        var run = await _dev.RunToEndAsync(await _dev.TaskAsync("only", cell));

        ((string?)(await _dev.OutputAsync(run, "only"))["error"]).ShouldNotBeNull().ShouldContain(sentence);
    }

    [Fact]
    public async Task A_run_gives_its_parameters_to_the_widgets_over_the_jobs_over_the_tasks()
    {
        var path = await _dev.NotebookAsync(
            "widgets",
            "dbutils.widgets.text('a', '0')\ndbutils.widgets.text('d', 'default')\ndbutils.notebook.exit(dbutils.widgets.get('a') + dbutils.widgets.get('b') + dbutils.widgets.get('c') + dbutils.widgets.get('d'))");
        var job = await _dev.JobAsync(new
        {
            name = "widgets",
            parameters = new[] { new { name = "b", @default = "job" }, new { name = "c", @default = "job" } },
            tasks = new[] { new { task_key = "only", notebook_task = new { notebook_path = path, base_parameters = new { a = "task", b = "task" } } } },
        });
        var started = await _dev.PostAsync("api/2.2/jobs/run-now", new { job_id = job, job_parameters = new { c = "run" } });

        var run = await _dev.EndAsync((long)started["run_id"]!);

        ((string?)(await _dev.OutputAsync(run, "only"))["notebook_output"]!["result"]).ShouldBe("taskjobrundefault");
    }

    [Fact]
    public async Task A_run_that_takes_too_long_is_timed_out_and_one_that_somebody_cancels_is_cancelled()
    {
        var slow = await _dev.TaskAsync("slow", EltWorkspace.Slow);
        var timed = await _dev.JobAsync(new { name = "timed", timeout_seconds = 1, tasks = new[] { slow } });
        var open = await _dev.JobAsync(new { name = "open", tasks = new[] { slow } });

        var timedOut = await _dev.EndAsync(await _dev.RunAsync(timed));
        var running = await _dev.RunAsync(open);
        await _dev.UntilAsync(running, run => (string?)run["tasks"]![0]!["state"]!["life_cycle_state"] == "RUNNING");
        await _dev.PostAsync("api/2.2/jobs/runs/cancel", new { run_id = running });

        ((string?)timedOut["state"]!["result_state"]).ShouldBe("TIMEDOUT");
        ((string?)(await _dev.EndAsync(running))["state"]!["result_state"]).ShouldBe("CANCELED");
    }

    [Fact]
    public async Task A_second_run_waits_where_the_job_queues_and_is_skipped_where_it_does_not()
    {
        var slow = await _dev.TaskAsync("slow", EltWorkspace.Slow);
        var queues = await _dev.JobAsync(
            new { name = "queues", max_concurrent_runs = 1, queue = new { enabled = true }, tasks = new[] { slow } });
        var refuses = await _dev.JobAsync(new { name = "refuses", max_concurrent_runs = 1, tasks = new[] { slow } });
        var (first, other) = (await _dev.RunAsync(queues), await _dev.RunAsync(refuses));

        var (second, skipped) = (await _dev.RunAsync(queues), await _dev.RunAsync(refuses));

        ((string?)(await _dev.GetAsync($"api/2.2/jobs/runs/get?run_id={second}"))["state"]!["life_cycle_state"]).ShouldBe("QUEUED");
        ((string?)(await _dev.EndAsync(skipped))["state"]!["life_cycle_state"]).ShouldBe("SKIPPED");
        await _dev.PostAsync("api/2.2/jobs/runs/cancel", new { run_id = first });
        await _dev.UntilAsync(second, run => (string?)run["state"]!["life_cycle_state"] == "RUNNING");
        await _dev.PostAsync("api/2.2/jobs/runs/cancel", new { run_id = second });
        await _dev.PostAsync("api/2.2/jobs/runs/cancel", new { run_id = other });
        await _dev.EndAsync(second);
        await _dev.EndAsync(other);
    }

    [Fact]
    public async Task The_same_wish_twice_is_one_run()
    {
        var job = await _dev.JobAsync(new { name = "once", tasks = new[] { await _dev.TaskAsync("only", "x = 1") } });
        var wish = new { job_id = job, idempotency_token = "elt/dev/108" };

        var (one, two) = (await _dev.PostAsync("api/2.2/jobs/run-now", wish), await _dev.PostAsync("api/2.2/jobs/run-now", wish));

        ((long)two["run_id"]!).ShouldBe((long)one["run_id"]!);
        (await _dev.GetAsync($"api/2.2/jobs/runs/list?job_id={job}"))["runs"]!.AsArray().Count.ShouldBe(1);
    }
}
