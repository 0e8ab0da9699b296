using System.Net;

namespace ReleasePortal.Core.Tests.Elt;

/// <summary>The link that the portal shows on a run leads to something that a person can read.</summary>
public sealed class RunPageTests : IAsyncLifetime
{
    readonly EltWorkspace _dev = new();

    public ValueTask InitializeAsync() => _dev.InitializeAsync();

    public ValueTask DisposeAsync() => _dev.DisposeAsync();

    [Fact]
    public async Task A_run_shows_states_errors_and_answers_and_nothing_in_it_becomes_markup()
    {
        var bad = await _dev.TaskAsync("bad", "# MAGIC %sql\n# MAGIC SELECT raise_error('<script>alert(1)</script>')");
        bad["max_retries"] = 1;
        var run = await _dev.RunToEndAsync(
            await _dev.TaskAsync("good", "dbutils.notebook.exit('<b>7 & 8</b>')"), bad, await _dev.TaskAsync("behind", "x = 1", "bad"));

        var (status, html) = await _dev.PageAsync((string)run["run_page_url"]!);

        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("""<span class="fail">Failed</span>: Task bad failed with message""");
        html.ShouldContain("bad, attempt 2");
        html.ShouldContain("Skipped: an upstream task failed");
        html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        html.ShouldContain("&lt;b&gt;7 &amp; 8&lt;/b&gt;");
        html.ShouldContain("in the cell at line 2");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<b>7");
    }

    [Fact]
    public async Task The_link_of_a_task_opens_its_run_and_marks_it()
    {
        var run = await _dev.RunToEndAsync(await _dev.TaskAsync("only", "dbutils.notebook.exit('done')"));
        var task = run["tasks"]![0]!;

        var (_, html) = await _dev.PageAsync((string)task["run_page_url"]!);

        html.ShouldContain($"""<a href="#said-{task["run_id"]}" aria-current="true">only</a>""");
        html.ShouldContain($"<h1>Run {run["run_id"]}</h1>");
    }

    [Fact]
    public async Task A_job_shows_its_runs_and_a_button_that_puts_its_clock_forward()
    {
        var schedule = new { quartz_cron_expression = "0 0 2 * * ?", timezone_id = "UTC" };
        var job = await _dev.JobAsync(new { name = "<daily>", schedule, tasks = new[] { await _dev.TaskAsync("only", "x = 1") } });
        await _dev.EndAsync(await _dev.RunAsync(job));

        var (_, html) = await _dev.PageAsync($"jobs/{job}");

        html.ShouldContain("<h1>&lt;daily&gt;</h1>");
        html.ShouldContain($"""<a href="/jobs/{job}/runs/{(await _dev.RunsAsync(job))[0]!["run_id"]}">""");
        html.ShouldContain("""<form method="post" action="/_sandbox/clock">""");
    }

    [Theory]
    [InlineData("jobs/1")]
    [InlineData("jobs/1/runs/2")]
    [InlineData("jobs/nonsense")]
    public async Task A_page_that_is_not_there_says_so(string path)
    {
        var (status, html) = await _dev.PageAsync(path);

        status.ShouldBe(HttpStatusCode.NotFound);
        html.ShouldContain("No such job or run.");
    }
}
