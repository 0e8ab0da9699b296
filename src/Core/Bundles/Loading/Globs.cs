using System.Text;
using System.Text.RegularExpressions;

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
            var end = pattern[at] is '[' ? pattern.IndexOf(']', at + 1) : -1;
            regex.Append(pattern[at] switch
            {
                '*' => "[^/]*",
                '?' => "[^/]",
                '[' when end > at + 1 => Class(pattern[(at + 1)..end]),
                var other => Regex.Escape(other.ToString()),
            });
            at = end > at + 1 ? end : at;
        }

        var matcher = new Regex(regex.Append('$').ToString(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return matcher.IsMatch;
    }

    static string Class(string inside)
    {
        var negated = inside[0] is '^' or '!';
        var members = (negated ? inside[1..] : inside).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal);
        return negated ? $"[^/{members}]" : $"[{members}]";
    }
}
