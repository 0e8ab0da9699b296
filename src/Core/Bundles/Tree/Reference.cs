using System.Text;

namespace ReleasePortal.Core.Bundles.Tree;

/// <summary>
/// The grammar of <c>${a.b[0].c-d}</c>; anything else with a dollar sign is plain text. Read by hand, so that no text from outside
/// can make a pattern search for long.
/// </summary>
static class Reference
{
    const string Start = "${";

    public static bool IsWhole(string text) => text.StartsWith(Start, StringComparison.Ordinal) && End(text, 0) == text.Length;

    public static IEnumerable<string> In(string text)
    {
        for (var at = Next(text, 0); at >= 0; at = Next(text, at))
        {
            var end = End(text, at);
            if (end > 0)
            {
                yield return text[(at + 2)..(end - 1)];
            }

            at = end > 0 ? end : at + Start.Length;
        }
    }

    /// <summary>Puts a text in the place of each reference.</summary>
    public static string Replace(string text, Func<string, string> value)
    {
        var replaced = new StringBuilder();
        var copied = 0;
        for (var at = Next(text, 0); at >= 0; at = Next(text, at))
        {
            var end = End(text, at);
            if (end > 0)
            {
                replaced.Append(text, copied, at - copied).Append(value(text[(at + 2)..(end - 1)]));
                copied = end;
            }

            at = end > 0 ? end : at + Start.Length;
        }

        return replaced.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Keys and, as plain numbers, indices.</summary>
    public static string[] Segments(string path) =>
        path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');

    static int Next(string text, int from) => text.IndexOf(Start, from, StringComparison.Ordinal);

    /// <returns>The place behind the closing brace; -1 when this is no reference.</returns>
    static int End(string text, int start)
    {
        var at = start + 1;
        do
        {
            at = SegmentEnd(text, at + 1);
        }
        while (At(text, at) is '.');

        return At(text, at) is '}' ? at + 1 : -1;
    }

    /// <summary>A letter, then letters and digits, with hyphens and underscores only between them; then indices.</summary>
    static int SegmentEnd(string text, int at)
    {
        if (!char.IsLetter(At(text, at)))
        {
            return -1;
        }

        while (char.IsLetterOrDigit(At(text, at)) || At(text, at) is '-' or '_')
        {
            at++;
        }

        if (text[at - 1] is '-' or '_')
        {
            return -1;
        }

        while (At(text, at) is '[')
        {
            var close = at + 1;
            while (char.IsAsciiDigit(At(text, close)))
            {
                close++;
            }

            if (close == at + 1 || At(text, close) is not ']')
            {
                return -1;
            }

            at = close + 1;
        }

        return at;
    }

    /// <summary>NUL before the start and behind the end.</summary>
    static char At(string text, int at) => at >= 0 && at < text.Length ? text[at] : '\0';
}
