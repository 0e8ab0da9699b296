using ReleasePortal.Sandbox.Hosting;
using static ReleasePortal.Sandbox.Databricks.Pages.Markup;

namespace ReleasePortal.Sandbox.Databricks.Pages;

/// <summary>What is in the workspace, for people who follow a link of the portal.</summary>
sealed class DatabricksPages(StateFile<DatabricksState> state, string stage, TimeProvider clock)
{
    string Name => $"databricks-uksouth-{stage}";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", context => ShowAsync(context, Name, state.Read(Workspace)));
        routes.MapGet("/browse/{**rest}", context => ShowAsync(context, Name, state.Read(Workspace)));
        routes.MapGet(
            "/jobs/{job:long}",
            (HttpContext context, long job) => ShowAsync(context, $"Job {job}", state.Read(workspace => Job(workspace, job))));
        routes.MapGet("/jobs/{job:long}/runs/{run:long}", ShowRunAsync);
        routes.MapGet("/jobs/{**rest}", context => ShowAsync(context, "Nothing here", null));
    }

    Task ShowRunAsync(HttpContext context, long job, long run)
    {
        var (title, body) = state.Read(workspace =>
            workspace.Runs.Find(
                known => known.JobId == job && (known.RunId == run || known.Tasks.Exists(task => task.RunId == run))) is { } found
                ? (RunPage.Title(found), RunPage.Body(found, run, clock.GetUtcNow()))
                : ("Nothing here", null));
        return ShowAsync(context, title, body);
    }

    string? Job(DatabricksState workspace, long id) => workspace.Jobs.TryGetValue(id, out var job)
        ? JobPage.Body(job, [.. workspace.Runs.Where(run => run.JobId == id).Reverse()], clock.GetUtcNow())
        : null;

    string Workspace(DatabricksState workspace) => $"""
        <h1>{Name}</h1>
        <p>The sandbox’s Databricks workspace of the stage {stage}, as the release portal left it.</p>
        <h2>Jobs</h2>
        <ul>{string.Concat(workspace.Jobs.Values.Select(job => $"<li><a href=\"/jobs/{job["job_id"]}\">{Html($"{job["settings"]?["name"]}")}</a> <code>{job["job_id"]}</code></li>"))}</ul>
        <h2>Access tokens</h2>
        <ul>{string.Concat(workspace.Tokens.Select(token => $"<li>{Html(token.Comment)} <span class=\"dim\">until {token.ExpiresAt:u}</span></li>"))}</ul>
        <h2>Files</h2>
        <ul>{string.Concat(workspace.Files.Values.Where(file => !file.IsDirectory).OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => $"<li><code>{Html(file.Path)}</code> <span class=\"dim\">{file.Type.ToLowerInvariant()}</span></li>"))}</ul>
        """;

    /// <param name="body">Null when there is nothing at this address.</param>
    static Task ShowAsync(HttpContext context, string title, string? body)
    {
        context.Response.StatusCode = body is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        context.Response.ContentType = "text/html; charset=utf-8";
        var page = body
            ?? """<h1>Nothing here</h1><p>No such job or run. The sandbox forgets old runs. <a href="/">Back to the workspace</a></p>""";
        return context.Response.WriteAsync(HtmlPage.Render(title, $"""<main class="page">{page}</main>"""), context.RequestAborted);
    }
}
