using ReleasePortal.Sandbox.Databricks.Runs;
using ReleasePortal.Sandbox.Hosting;
using static ReleasePortal.Sandbox.Databricks.Pages.Markup;

namespace ReleasePortal.Sandbox.Databricks.Pages;

/// <summary>One run for people: where it stands, its tasks with every attempt, what they said.</summary>
static class RunPage
{
    public static string Title(JobRun run) => $"Run {run.RunId} of {run.Settings.Text("name")}";

    /// <param name="asked">The run, or the attempt at a task that the link named.</param>
    public static string Body(JobRun run, long asked, DateTimeOffset now) => $"""
        <p><a href="/">Workspace</a> / <a href="/jobs/{run.JobId}">{Html(run.Settings.Text("name"))}</a></p>
        <h1>Run {run.RunId}</h1>
        <p>{RunWords.Of(run.Status)}{(run.Status.Message.Length > 0 ? $": {Html(run.Status.Message)}" : "")}</p>
        <dl class="facts">
        {Fact("Started by", RunWords.Of(run.Trigger))}
        {Fact("Started", Time(run.Status.StartedAt))}
        {Fact("Ended", Time(run.Status.EndedAt))}
        {Fact("Took", RunWords.Duration(run.Status, now))}
        </dl>
        {(run.IsOver ? "" : $"""<p><a href="/jobs/{run.JobId}/runs/{asked}">Look again</a></p>""")}
        <h2>Tasks</h2>
        {Table("Tasks", ["Task", "State", "Started", "Took", "After"], InOrder(run).Select(task => Row(task, asked, now)))}
        {string.Concat(InOrder(run).Where(HasSaid).Select(Said))}
        """;

    /// <summary>As they come one after the other, every attempt behind the one before it.</summary>
    static IEnumerable<TaskRun> InOrder(JobRun run) =>
        TaskGraph.InOrder(run.LastAttempts())
            .SelectMany(last => run.Tasks.Where(task => task.Key == last.Key).OrderBy(task => task.Attempt));

    static IReadOnlyList<string> Row(TaskRun task, long asked, DateTimeOffset now) =>
    [
        HasSaid(task)
            ? $"""<a href="#said-{task.RunId}"{(task.RunId == asked ? " aria-current=\"true\"" : "")}>{Name(task)}</a>"""
            : Name(task),
        RunWords.Of(task.Status),
        Time(task.Status.StartedAt),
        RunWords.Duration(task.Status, now),
        string.Join(", ", TaskGraph.DependenciesOf(task.Settings).Select(Html)),
    ];

    static string Name(TaskRun task) => Html(task.Key) + (task.Attempt > 0 ? $", attempt {task.Attempt + 1}" : "");

    static bool HasSaid(TaskRun task) =>
        task.Error is not null || task.Result is not null || (task.Status.Message.Length > 0 && !task.IsLeftOut);

    static string Said(TaskRun task) => $"""
        <section aria-labelledby="said-{task.RunId}">
        <h2 id="said-{task.RunId}">{Name(task)}</h2>
        {(task.Error is null && task.Status.Message.Length > 0 ? $"<p>{Html(task.Status.Message)}</p>" : "")}
        {(task.Error is { } error ? $"""<pre class="fail" tabindex="0" aria-label="Error">{Html(error)}</pre>""" : "")}
        {(task.ErrorTrace is { } trace ? $"""<details><summary>Where it failed</summary><pre tabindex="0">{Html(trace)}</pre></details>""" : "")}
        {(task.Result is { } result ? $"""<p>It answered</p><pre tabindex="0" aria-label="Output">{Html(result)}</pre>""" : "")}
        </section>
        """;
}
