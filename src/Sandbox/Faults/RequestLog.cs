using System.Text.RegularExpressions;

namespace ReleasePortal.Sandbox.Faults;

/// <summary>The last calls to the stand-ins, oldest first.</summary>
public sealed partial class RequestLog(TimeProvider clock)
{
    const int Capacity = 5000;
    const int BodyLimit = 8192;

    readonly Lock _gate = new();
    readonly Queue<LoggedRequest> _requests = [];

    public IReadOnlyList<LoggedRequest> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
        }
    }

    internal async Task RunAsync(HttpContext context, string standIn, RequestDelegate next)
    {
        var at = clock.GetUtcNow();
        var path = context.Request.Path + context.Request.QueryString.Value;
        var body = await ReadBodyAsync(context.Request);
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.Response.StatusCode = LoggedRequest.Abandoned;
            throw;
        }
        finally
        {
            Add(new(at, standIn, context.Request.Method, path, context.Response.StatusCode, body));
        }
    }

    void Add(LoggedRequest request)
    {
        lock (_gate)
        {
            _requests.Enqueue(request);
            if (_requests.Count > Capacity)
            {
                _requests.Dequeue();
            }
        }
    }

    static async Task<string> ReadBodyAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType() && !request.HasFormContentType && !IsSmallFile(request))
        {
            return "";
        }

        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var buffer = new char[BodyLimit];
        var length = await reader.ReadBlockAsync(buffer, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        return Secrets().Replace(new string(buffer, 0, length), "•••");
    }

    static bool IsSmallFile(HttpRequest request) => request is { ContentType: "application/octet-stream", ContentLength: <= BodyLimit };

    [GeneratedRegex("(?<=(client_secret|client_assertion|code|refresh_token)=)[^&]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secrets();
}
