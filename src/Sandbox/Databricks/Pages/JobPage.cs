using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Databricks.Runs;
using ReleasePortal.Sandbox.Hosting;
using static ReleasePortal.Sandbox.Databricks.Pages.Markup;

namespace ReleasePortal.Sandbox.Databricks.Pages;

/// <summary>One job for people: when it runs, how its last runs went, and its clock to be put forward.</summary>
static class JobPage
{
    const int Shown = 50;

    public static string Body(JsonObject job, IReadOnlyList<JobRun> runs, DateTimeOffset now)
    {
        var settings = job["settings"]!.AsObject();
        var next = JobSchedules.NextOf(settings, now);
        return $"""
            <p><a href="/">Workspace</a></p>
            <h1>{Html(settings.Text("name"))}</h1>
            <p>{Html(settings.Text("description"))}</p>
            <dl class="facts">
            {Fact("Schedule", Schedule(settings["schedule"] as JsonObject))}
            {Fact("Runs next", next is null ? "By hand only" : Time(next))}
            {Fact("The jobs’ clock", Time(now))}
            {Fact("Tasks", string.Join(", ", (settings["tasks"] as JsonArray ?? []).OfType<JsonObject>().Select(task => Html(task.Text("task_key")))))}
            </dl>
            {(next is { } at ? Forward(at) : "")}
            <h2>Last runs</h2>
            {(runs.Count == 0 ? "<p>It has not run yet.</p>" : Table("Last runs", ["Run", "State", "Started by", "Started", "Took"], runs.Take(Shown).Select(run => Row(run, now))))}
            """;
    }

    static string Schedule(JsonObject? schedule) => schedule is null
        ? "None"
        : $"<code>{Html(schedule.Text("quartz_cron_expression"))}</code> {Html(schedule.Text("timezone_id"))}{(schedule.Text("pause_status") is "PAUSED" ? ", paused" : "")}";

    static string Forward(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"""
        <form method="post" action="{JobClockEndpoint.Path}">
        <button name="now" value="{at.UtcDateTime:o}">Put the jobs’ clock forward to the next run</button>
        </form>
        """);

    static IReadOnlyList<string> Row(JobRun run, DateTimeOffset now) =>
    [
        $"""<a href="/jobs/{run.JobId}/runs/{run.RunId}">{run.RunId}</a>""",
        RunWords.Of(run.Status),
        RunWords.Of(run.Trigger),
        Time(run.Status.StartedAt ?? run.Status.AskedAt),
        RunWords.Duration(run.Status, now),
    ];
}
