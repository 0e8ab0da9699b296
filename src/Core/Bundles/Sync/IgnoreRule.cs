using System.Text;
using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Bundles.Sync;

/// <summary>One line of a .gitignore.</summary>
sealed class IgnoreRule
{
    readonly Regex _regex;
    readonly bool _foldersOnly;

    IgnoreRule(Regex regex, bool negated, bool foldersOnly)
    {
        _regex = regex;
        Negated = negated;
        _foldersOnly = foldersOnly;
    }

    public bool Negated { get; }

    /// <returns>Null for an empty line, a comment, or a pattern that can match nothing.</returns>
    public static IgnoreRule? TryParse(string folder, string line)
    {
        var pattern = WithoutTrailingSpaces(line.TrimEnd('\r'));
        if (pattern is "" or ['#', ..])
        {
            return null;
        }

        var negated = pattern[0] is '!';
        pattern = negated ? pattern[1..] : pattern;
        var foldersOnly = pattern.EndsWith('/');
        pattern = pattern.TrimEnd('/');
        if (pattern.Length == 0)
        {
            return null;
        }

        var anchored = pattern.Contains('/', StringComparison.Ordinal);
        var prefix = folder.Length == 0 ? "" : Regex.Escape(folder) + "/";
        var text = $"^{prefix}{(anchored ? "" : "(.*/)?")}{Translate(pattern.TrimStart('/'))}$";
        return new(new(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1)), negated, foldersOnly);
    }

    public bool Matches(string path, bool isFolder) => (isFolder || !_foldersOnly) && _regex.IsMatch(path);

    /// <summary>A backslash keeps the space behind it.</summary>
    static string WithoutTrailingSpaces(string line)
    {
        var trimmed = line.TrimEnd(' ');
        return trimmed.EndsWith('\\') && trimmed.Length < line.Length ? trimmed + " " : trimmed;
    }

    static string Translate(string pattern)
    {
        var regex = new StringBuilder();
        for (var at = 0; at < pattern.Length; at++)
        {
            var rest = pattern.AsSpan(at);
            if (rest is ['*', '*', '/', ..] && (at == 0 || pattern[at - 1] is '/'))
            {
                regex.Append("(.*/)?");
                at += 2;
            }
            else if (rest is "**" && at > 0 && pattern[at - 1] is '/')
            {
                regex.Append(".+");
                at++;
            }
            else
            {
                at += Append(regex, rest);
            }
        }

        return regex.ToString();
    }

    /// <returns>How many letters more than one were used.</returns>
    static int Append(StringBuilder regex, ReadOnlySpan<char> rest)
    {
        switch (rest[0])
        {
            case '*':
                regex.Append("[^/]*");
                return 0;
            case '?':
                regex.Append("[^/]");
                return 0;
            case '\\' when rest.Length > 1:
                regex.Append(Regex.Escape(rest[1].ToString()));
                return 1;
            case '[' when CharacterClass.Length(rest) is > 0 and var length:
                regex.Append(CharacterClass.ToRegex(rest[1..(length - 1)]));
                return length - 1;
            default:
                regex.Append(Regex.Escape(rest[0].ToString()));
                return 0;
        }
    }
}
