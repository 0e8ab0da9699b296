namespace ReleasePortal.Portal.Shell;

/// <summary>Answers 503 once the portal is stopping. Without it browsers reconnect at once and hold the process for
/// the whole shutdown timeout.</summary>
public sealed class TurnAwayWhenStopping(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
