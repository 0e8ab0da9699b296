using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>
/// What a difference in a field means for a kind of resource. Patterns are ways from the start of a body, without list keys: below
/// them people choose names themselves, and a tag may be called like a field.
/// </summary>
sealed partial class FieldRules
{
    /// <summary>Filled in by the server when the configuration is silent; the value, where given, must be this one.</summary>
    public IReadOnlyList<(string Pattern, string? Value)> ServerDefaults { get; init; } = [];

    /// <summary>The server writes here by itself.</summary>
    public IReadOnlyList<string> IgnoredRemote { get; init; } = [];

    /// <summary>Changing it in the configuration has no effect on what exists.</summary>
    public IReadOnlyList<string> IgnoredLocal { get; init; } = [];

    /// <summary>Says which thing it is; another value means another thing.</summary>
    public IReadOnlyList<string> Identity { get; init; } = [];

    /// <summary>Says which thing it is, but can be changed, and the id with it.</summary>
    public IReadOnlyList<string> Renames { get; init; } = [];

    /// <summary>Cannot be changed on what exists.</summary>
    public IReadOnlyList<string> Recreates { get; init; } = [];

    /// <summary>Can be changed while it runs.</summary>
    public IReadOnlyList<string> Resizes { get; init; } = [];

    /// <summary>An address in a storage account; the server drops the last slash.</summary>
    public IReadOnlyList<string> StorageUrls { get; init; } = [];

    /// <summary>The API takes it and never shows it.</summary>
    public IReadOnlyList<string> NotReturned { get; init; } = [];

    /// <summary>Names of Unity Catalog: whatever the case, they mean the same thing.</summary>
    public IReadOnlyList<string> AnyCase { get; init; } = [];

    public bool IsServerDefault(string path, JsonNode? remote) => ServerDefaults.Any(rule =>
        AtStart([rule.Pattern], path) && (rule.Value is null || string.Equals(remote?.ToString(), rule.Value, StringComparison.Ordinal)));

    public static bool AtStart(IReadOnlyList<string> patterns, string path)
    {
        var way = Keys().Replace(path, "") + ".";
        return patterns.Any(pattern => way.StartsWith(pattern + ".", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Keys();
}
