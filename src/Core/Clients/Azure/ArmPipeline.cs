using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.ResourceManager;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.Http;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>Opens the pipeline of Azure.ResourceManager (tokens, retries, tracing), which lets us write bodies field by field.</summary>
public sealed class ArmPipeline : IDisposable
{
    static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(60);

    readonly HttpClient _http;
    readonly HttpPipeline _pipeline;
    readonly AzureOptions _options;
    readonly TimeProvider _clock;

    public ArmPipeline(IOptions<AzureOptions> options, AzureCredentials credentials, TrustedHandlers handlers, TimeProvider clock)
    {
        (_options, _clock) = (options.Value, clock);
        _http = new(handlers.Create()) { Timeout = CallTimeout };
        var client = new ArmClient(credentials.Credential, _options.SubscriptionId, new ArmClientOptions
        {
            Environment = new(_options.ManagementUrl, _options.ManagementAudience),
            Transport = new HttpClientTransport(_http),
            RetryPolicy = new BoundedRetries(clock),
            Retry = { NetworkTimeout = CallTimeout },
        });
        var id = new ResourceIdentifier($"/subscriptions/{_options.SubscriptionId}");
        _pipeline = client.GetResourceClient(() => new Opened(client, id)).Opening;
    }

    internal Uri Address(string id, string apiVersion) =>
        new(_options.ManagementUrl, $"{id}{(id.Contains('?', StringComparison.Ordinal) ? '&' : '?')}api-version={apiVersion}");

    /// <summary>An address that came from an answer or a journal would get our token, so it must be Resource Manager's.</summary>
    internal bool Owns(Uri address) =>
        string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal)
        && (string.Equals(address.Host, _options.ManagementUrl.Host, StringComparison.OrdinalIgnoreCase)
            || address.Host.EndsWith($".{_options.ManagementUrl.Host}", StringComparison.OrdinalIgnoreCase));

    /// <exception cref="AzureException">No token, or no answer; a refusal is an answer.</exception>
    internal Task<ArmAnswer> SendAsync(
        RequestMethod method, Uri address, JsonObject? body, string doing, CancellationToken cancellationToken) =>
        SendAsync(method, address, body, null, doing, cancellationToken);

    /// <param name="version">The ETag of the resource that the body was made from: Azure refuses if somebody changed it since.</param>
    /// <exception cref="AzureException">No token, or no answer; a refusal is an answer.</exception>
    internal async Task<ArmAnswer> SendAsync(
        RequestMethod method, Uri address, JsonObject? body, string? version, string doing, CancellationToken cancellationToken)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        message.Request.Headers.Add("Accept", "application/json");
        if (version is not null)
        {
            message.Request.Headers.Add("If-Match", version);
        }

        if (body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(BinaryData.FromString(body.ToJsonString()));
        }

        try
        {
            await _pipeline.SendAsync(message, cancellationToken);
            return ArmAnswer.From(message.Response, _clock);
        }
        catch (AuthenticationFailedException fault)
        {
            throw SignInFault.From(fault, _options);
        }
        catch (Exception fault) when (IsNoAnswer(fault) && !cancellationToken.IsCancellationRequested)
        {
            throw new AzureException(doing, $"no answer from {address.Authority}. {fault.GetBaseException().Message}", null, null, fault);
        }
    }

    public void Dispose() => _http.Dispose();

    static bool IsNoAnswer(Exception fault) =>
        fault is RequestFailedException or AggregateException or HttpRequestException or IOException or OperationCanceledException;

    sealed class Opened(ArmClient client, ResourceIdentifier id) : ArmResource(client, id)
    {
        public HttpPipeline Opening => Pipeline;
    }
}
