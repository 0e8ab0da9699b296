using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Which differences between a configuration and the live resource mean nothing. Patterns are ways without list keys.</summary>
sealed partial class FieldRules
{
    /// <summary>Filled in by the server when the configuration is silent; the value, where given, must be this one.</summary>
    public IReadOnlyList<(string Pattern, string? Value)> ServerDefaults { get; init; } = [];

    /// <summary>The server writes here by itself.</summary>
    public IReadOnlyList<string> IgnoredRemote { get; init; } = [];

    /// <summary>Says which thing it is, not how it should be; nothing to sign.</summary>
    public IReadOnlyList<string> Identity { get; init; } = [];

    public bool IsServerDefault(string path, JsonNode? remote) => ServerDefaults.Any(rule =>
        Matches(path, rule.Pattern) && (rule.Value is null || string.Equals(remote?.ToString(), rule.Value, StringComparison.Ordinal)));

    public bool IsIgnoredRemote(string path) => IgnoredRemote.Any(pattern => Matches(path, pattern));

    static bool Matches(string path, string pattern) =>
        $".{Keys().Replace(path, "")}.".Contains($".{pattern}.", StringComparison.Ordinal);

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Keys();
}
