using System.Net;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>What is in the workspace, for people who follow a link of the portal.</summary>
sealed class DatabricksPages(StateFile<DatabricksState> state, string stage)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ShowAsync);
        routes.MapGet("/jobs/{**rest}", ShowAsync);
        routes.MapGet("/browse/{**rest}", ShowAsync);
    }

    Task ShowAsync(HttpContext context)
    {
        var body = state.Read(workspace => $"""
            <main class="page">
            <h1>databricks-uksouth-{stage}</h1>
            <p>The sandbox’s Databricks workspace of the stage {stage}, as the release portal left it.</p>
            <h2>Jobs</h2>
            <ul>{string.Concat(workspace.Jobs.Values.Select(job => $"<li>{Html($"{job["settings"]?["name"]}")} <code>{job["job_id"]}</code></li>"))}</ul>
            <h2>Access tokens</h2>
            <ul>{string.Concat(workspace.Tokens.Select(token => $"<li>{Html(token.Comment)} <span class=\"dim\">until {token.ExpiresAt:u}</span></li>"))}</ul>
            <h2>Files</h2>
            <ul>{string.Concat(workspace.Files.Values.Where(file => !file.IsDirectory).OrderBy(file => file.Path, StringComparer.Ordinal)
                .Select(file => $"<li><code>{Html(file.Path)}</code> <span class=\"dim\">{file.Type.ToLowerInvariant()}</span></li>"))}</ul>
            </main>
            """);
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(HtmlPage.Render($"databricks-uksouth-{stage}", body), context.RequestAborted);
    }

    static string Html(string text) => WebUtility.HtmlEncode(text);
}
