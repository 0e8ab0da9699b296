using System.Globalization;
using System.Text;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Portal.Shell;
using ReleasePortal.Portal.SignIn;

namespace ReleasePortal.Portal.Deployments;

/// <summary>What can be taken away as a file: a log as text, the history as CSV.</summary>
public static class DeploymentDownloads
{
    /// <summary>One query's worth; the export goes on until there is nothing older.</summary>
    const int Chunk = 500;

    public static void MapDeploymentDownloads(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{pipeline}/deployments/{number:int}/log", LogAsync).RequireAuthorization(Policies.See);
        routes.MapGet("/{pipeline}/history.csv", HistoryAsync).RequireAuthorization(Policies.See);
    }

    static async Task<IResult> LogAsync(string pipeline, int number, ReadLog read, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var line in await read.RunAsync(pipeline, number, 0, cancellationToken))
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {line.Level,-7} {line.Text}\n");
        }

        return text.Length == 0
            ? Results.NotFound()
            : Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/plain; charset=utf-8", $"{pipeline}-{number}.log");
    }

    static async Task HistoryAsync(
        string pipeline, string? stage, string? state, string? text, string? mine, HttpContext context, PipelineCatalog pipelines,
        ReadHistory read, CancellationToken cancellationToken)
    {
        if (pipelines.Find(pipeline) is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename={pipeline}-history.csv";
        await context.Response.WriteAsync(HistoryCsv.Heading, cancellationToken);
        var filter = HistoryAddress.Filter(stage, state, text, Query.Flag(mine) ? context.User.AsPerson().Id : null) with { Size = Chunk };
        for (var page = await read.RunAsync(pipeline, filter, cancellationToken); page.Rows.Count > 0; page = await read
            .RunAsync(pipeline, filter with { Before = page.Rows[^1].Number }, cancellationToken))
        {
            foreach (var row in page.Rows)
            {
                await context.Response.WriteAsync(HistoryCsv.Line(row), cancellationToken);
            }
        }
    }
}
