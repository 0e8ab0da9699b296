using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Azure;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>One answer of Resource Manager, read as far as we need it.</summary>
sealed record ArmAnswer(HttpStatusCode Status, string Body, Uri? AsyncOperation, Uri? Location, TimeSpan? RetryAfter)
{
    readonly Lazy<JsonObject?> _json = new(() => Body.Length == 0 ? null : JsonNode.Parse(Body) as JsonObject);

    /// <summary>Only for a success: errors may come from a proxy that speaks HTML.</summary>
    public JsonObject? Json => _json.Value;

    /// <summary>Of an operation's document.</summary>
    public string? OperationStatus => Text(Json?["status"]);

    /// <summary>Of a resource; some, like containers, have none and are done at once.</summary>
    public string? ProvisioningState => Text(Json?["properties"]?["provisioningState"]);

    public static ArmAnswer From(Response response, TimeProvider clock) => new(
        (HttpStatusCode)response.Status,
        response.Content.ToString(),
        Address(response, "Azure-AsyncOperation"),
        Address(response, "Location"),
        Delay(response, clock));

    /// <summary>The answer itself, if Azure did what was asked.</summary>
    public ArmAnswer OrThrow(string doing)
    {
        if ((int)Status is >= 200 and < 300)
        {
            return this;
        }

        var error = ArmError.Parse(Body, Status.ToString());
        var patience = RetryAfter > PollDelay.Longest
            ? $" It asks to be left alone for {RetryAfter:c} (hours:minutes:seconds), which is longer than the portal waits."
            : "";
        throw new AzureException(doing, $"Azure answered {(int)Status}. {error}{patience}", Status, error) { RetryAfter = RetryAfter };
    }

    static Uri? Address(Response response, string header) =>
        response.Headers.TryGetValue(header, out var value) && Uri.TryCreate(value, UriKind.Absolute, out var address) ? address : null;

    /// <summary>For how long Azure asks to be left alone: seconds or a date.</summary>
    public static TimeSpan? Delay(Response response, TimeProvider clock)
    {
        if (!response.Headers.TryGetValue("Retry-After", out var value))
        {
            return null;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out var at) ? at - clock.GetUtcNow()
            : null;
    }

    static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
