using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>Sends events, signed, once and without waiting. A receiver that is away misses them, as with the real ones.</summary>
/// <remarks>https://docs.github.com/webhooks/webhook-events-and-payloads</remarks>
sealed partial class Webhooks(string secret, ILogger log) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly HttpClient _http = new() { Timeout = Patience };
    readonly CancellationTokenSource _stopping = new();

    /// <summary>Null sends nothing.</summary>
    public Uri? Receiver { get; set; }

    public void Send(string name, Func<JsonObject> payload, TimeSpan delay)
    {
        if (Receiver is { } receiver)
        {
            _ = SendAsync(receiver, name, payload, delay, _stopping.Token);
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _http.Dispose();
    }

    async Task SendAsync(Uri receiver, string name, Func<JsonObject> payload, TimeSpan delay, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(delay, cancellationToken);
            using var request = Request(receiver, name, Encoding.UTF8.GetBytes(payload().ToJsonString()));
            using var response = await _http.SendAsync(request, cancellationToken);
            LogSent(name, receiver, (int)response.StatusCode);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            LogLost(name, receiver, fault.Message);
        }
    }

    HttpRequestMessage Request(Uri receiver, string name, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, receiver) { Content = content };
        request.Headers.UserAgent.ParseAdd("GitHub-Hookshot/sandbox");
        request.Headers.Add("X-GitHub-Event", name);
        request.Headers.Add("X-GitHub-Delivery", Guid.NewGuid().ToString());
        request.Headers.Add("X-GitHub-Hook-ID", "412807365");
        request.Headers.Add(
            "X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        return request;
    }

    [LoggerMessage(LogLevel.Debug, "Sent the {Name} event to {Receiver}, which answered {Status}")]
    partial void LogSent(string name, Uri receiver, int status);

    [LoggerMessage(LogLevel.Debug, "The {Name} event did not reach {Receiver}: {Reason}")]
    partial void LogLost(string name, Uri receiver, string reason);
}
