using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Faults;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>
/// The clock of one workspace's jobs over HTTP: GET tells it, POST puts it forward, by <c>{"now": "2026-11-24T02:00:00Z"}</c>
/// or <c>{"forward": "08:00:00"}</c>. Schedules that have come due fire before the answer.
/// </summary>
sealed class JobClockEndpoint(SettableClock clock, JobSchedules schedules)
{
    public const string Path = SandboxEndpoints.Prefix + "/clock";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Told);
        routes.MapPost(Path, SetAsync);
    }

    async Task<IResult> SetAsync(HttpRequest request)
    {
        // A form comes from the page of a job, and the person goes back there.
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return Forward(form["now"], null)
                ?? Results.Redirect(request.Headers.Referer.ToString() is { Length: > 0 } page ? new Uri(page).PathAndQuery : "/");
        }

        var body = await request.ReadJsonObjectAsync();
        return Forward(body?.Text("now"), body?.Text("forward")) ?? Told();
    }

    IResult Told() => Results.Ok(new JsonObject { ["now"] = clock.GetUtcNow().UtcDateTime.ToString("o", CultureInfo.InvariantCulture) });

    /// <returns>What is wrong with the wish; null when it was done.</returns>
    IResult? Forward(string? now, string? forward)
    {
        // What has been due until now is not to be counted as due by then.
        schedules.Look();
        var by = DateTimeOffset.TryParse(now, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var to) ? to - clock
            .GetUtcNow()
            : TimeSpan.TryParse(forward, CultureInfo.InvariantCulture, out var span) ? span
            : (TimeSpan?)null;
        if (by is not { } ahead || ahead < TimeSpan.Zero)
        {
            return Results.BadRequest(new JsonObject
            {
                ["message"] = $$"""Say {"now": "2026-11-24T02:00:00Z"} or {"forward": "08:00:00"}; the clock does not go back. It is {{clock.GetUtcNow():u}}.""",
            });
        }

        clock.Advance(ahead);
        schedules.Look();
        return null;
    }
}
