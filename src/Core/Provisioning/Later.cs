using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Values that exist only once another resource does, like the principal of a managed identity.</summary>
public static partial class Later
{
    /// <summary>What a plan says for a value that is not known yet. An approval of it covers whatever the value turns out to be.</summary>
    public const string Unknown = "known after create";

    /// <param name="path">Like <c>identity.principalId</c>.</param>
    public static string Of(string resourceId, string path) => $"@{{{resourceId}|{path}}}";

    public static bool IsIn(string text) => Reference().IsMatch(text);

    /// <summary>The text with its values, or with <see cref="Unknown"/> where a resource is not there yet.</summary>
    public static async Task<string> ResolveAsync(string text, Func<string, Task<JsonObject?>> find, CancellationToken cancellationToken)
    {
        foreach (var reference in Reference().Matches(text).ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var found = await find(reference.Groups["id"].Value);
            var value = reference.Groups["path"].Value.Split('.').Aggregate((JsonNode?)found, (node, name) => (node as JsonObject)?[name]);
            text = text.Replace(reference.Value, value?.ToString() ?? Unknown, StringComparison.Ordinal);
        }

        return text;
    }

    public static async Task<JsonObject> ResolveAsync(
        JsonObject body, Func<string, Task<JsonObject?>> find, CancellationToken cancellationToken)
    {
        var text = body.ToJsonString(Plain);
        return IsIn(text) ? JsonNode.Parse(await ResolveAsync(text, find, cancellationToken))!.AsObject() : body;
    }

    /// <summary>Ids and paths need no escape, and must be found as they are.</summary>
    internal static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex(@"@\{(?<id>[^|}]+)\|(?<path>[^}]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
