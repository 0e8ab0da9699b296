namespace ReleasePortal.Sandbox.Faults;

/// <summary>Lets a call fail as the rules say, before or after the stand-in did its work.</summary>
static class FaultMiddleware
{
    public static async Task RunAsync(HttpContext context, string standIn, FaultRules rules, RequestDelegate next)
    {
        var fault = rules.Strike(standIn, context.Request.Method, context.Request.Path);
        if (fault is null)
        {
            await next(context);
            return;
        }

        if (fault.LatencyMilliseconds > 0)
        {
            await Task.Delay(fault.LatencyMilliseconds, context.RequestAborted);
        }

        var strikes = fault.Hang || fault.Reset || fault.Status is not null;
        if (!strikes || fault.When is FaultMoment.After)
        {
            await WorkAsync(context, strikes, next);
        }

        rules.Count();
        if (fault.Hang)
        {
            await LeaveAsync(context);
        }
        else if (fault.Reset)
        {
            context.Abort();
        }
        else if (fault.Status is { } status)
        {
            await AnswerAsync(context, fault, status);
        }
    }

    /// <summary>Does the real work; if its answer shall be lost, it goes nowhere.</summary>
    static async Task WorkAsync(HttpContext context, bool lost, RequestDelegate next)
    {
        if (!lost)
        {
            await next(context);
            return;
        }

        // The log tells what was done, though nobody hears of it.
        var real = context.Response.Body;
        using var nowhere = new MemoryStream();
        context.Response.Body = nowhere;
        await next(context);
        var status = context.Response.StatusCode;
        context.Response.Body = real;
        context.Response.Clear();
        context.Response.StatusCode = status;
    }

    /// <summary>Until the caller gives up.</summary>
    static async Task LeaveAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using (context.RequestAborted.Register(gone.SetResult))
        {
            await gone.Task;
        }
    }

    static Task AnswerAsync(HttpContext context, Fault fault, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (fault.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return context.Response.WriteAsync(fault.Body ?? """{"message":"A fault of the sandbox"}""", context.RequestAborted);
    }
}
