using System.Text;
using System.Text.RegularExpressions;
using ReleasePortal.Core.Bundles.Sync;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>Shell patterns of one level: <c>*</c>, <c>?</c> and <c>[..]</c> never match a slash.</summary>
static class Globs
{
    public static bool IsGlob(string text) => text.AsSpan().IndexOfAny("*?[") >= 0;

    public static Func<string, bool> Matcher(string pattern)
    {
        var regex = new StringBuilder("^");
        for (var at = 0; at < pattern.Length; at++)
        {
            var end = pattern[at] is '[' && CharacterClass.Length(pattern.AsSpan(at)) is > 0 and var length ? at + length - 1 : -1;
            regex.Append(pattern[at] switch
            {
                '*' => "[^/]*",
                '?' => "[^/]",
                '[' when end > 0 => CharacterClass.ToRegex(pattern.AsSpan((at + 1)..end)),
                var other => Regex.Escape(other.ToString()),
            });
            at = end > 0 ? end : at;
        }

        var matcher = new Regex(
            regex.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
        return matcher.IsMatch;
    }
}
