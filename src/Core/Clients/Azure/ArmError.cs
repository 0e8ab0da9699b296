using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>An error as Resource Manager writes it. Source:
/// https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors</summary>
/// <param name="DeniedAction">Like <c>Microsoft.Storage/storageAccounts/write</c>; what the service principal may not do.</param>
/// <param name="Scope">Where it may not do it.</param>
public sealed partial record ArmError(string Code, string Message, string? DeniedAction, string? Scope)
{
    /// <summary>Reads <c>{"error":{...}}</c>, as an answer or as part of an operation's status. An answer of another
    /// shape becomes the message.</summary>
    public static ArmError Parse(string body, string otherwise)
    {
        if (Json(body) is not JsonObject answer
            || (answer["error"] ?? answer) is not JsonObject error
            || Text(error["code"]) is not { } code)
        {
            return new(otherwise, body.Length > 500 ? $"{body[..500]}…" : body, null, null);
        }

        var message = string.Join(' ', Messages(error).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal));
        var denied = Denied().Match(message);
        return new(code, message, Group(denied, "action"), Group(denied, "scope"));
    }

    public override string ToString() => DeniedAction is null
        ? $"{Code}: {Message}"
        : $"{Code}: the service principal lacks the permission '{DeniedAction}' on '{Scope}'.";

    /// <summary>The reason often stands in the details only.</summary>
    static IEnumerable<string> Messages(JsonObject error) =>
    [
        Text(error["message"]) ?? "",
        .. error["details"] is JsonArray details ? details.OfType<JsonObject>().SelectMany(Messages) : [],
    ];

    static JsonNode? Json(string body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    static string? Group(Match match, string name) => match.Success ? match.Groups[name].Value : null;

    /// <summary>The second form names what the resource is linked to, like the subnet of a private endpoint.</summary>
    [GeneratedRegex(@"perform action(\(s\))? '(?<action>[^']+)' (over scope|on the linked scope\(s\)) '(?<scope>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Denied();
}
