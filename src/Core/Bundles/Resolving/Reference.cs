using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>The grammar of <c>${a.b[0].c}</c>; anything else with a dollar sign is plain text.</summary>
static partial class Reference
{
    public static bool IsWhole(string text) => Pattern().Match(text) is { Success: true, Index: 0 } match && match.Length == text.Length;

    public static IEnumerable<string> In(string text) => Pattern().Matches(text).Select(match => match.Groups["path"].Value);

    /// <summary>Puts a text in the place of each reference.</summary>
    public static string Replace(string text, Func<string, string> value) =>
        Pattern().Replace(text, match => value(match.Groups["path"].Value));

    /// <summary>Keys and, as plain numbers, indices.</summary>
    public static string[] Segments(string path) =>
        path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');

    [GeneratedRegex(
        @"\$\{(?<path>\p{L}[\p{L}\p{N}]*([-_]+[\p{L}\p{N}]+)*(\[\d+\])*(\.\p{L}[\p{L}\p{N}]*([-_]+[\p{L}\p{N}]+)*(\[\d+\])*)*)\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Pattern();
}
