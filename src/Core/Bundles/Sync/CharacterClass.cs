using System.Text;
using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Bundles.Sync;

/// <summary>The <c>[a-z]</c> of file patterns as part of a regular expression that is valid whatever a person writes inside.</summary>
static class CharacterClass
{
    static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        ["alnum"] = "a-zA-Z0-9",
        ["alpha"] = "a-zA-Z",
        ["blank"] = @"\x20\t",
        ["digit"] = "0-9",
        ["lower"] = "a-z",
        ["punct"] = @"!-/:-@\[-`{-~",
        ["space"] = @"\s",
        ["upper"] = "A-Z",
        ["xdigit"] = "0-9a-fA-F",
    };

    /// <param name="text">Starts with the opening bracket.</param>
    /// <returns>How many letters the class has with its brackets; 0 when it is never closed.</returns>
    public static int Length(ReadOnlySpan<char> text)
    {
        var first = text is ['[', '!' or '^', ..] ? 2 : 1;
        for (var at = first; at < text.Length; at += Step(text, at))
        {
            if (text[at] is ']' && at > first)
            {
                return at + 1;
            }
        }

        return 0;
    }

    /// <param name="inside">What stands between the brackets; a first ! or ^ turns it around.</param>
    public static string ToRegex(ReadOnlySpan<char> inside)
    {
        var negated = inside is ['!' or '^', _, ..];
        var regex = new StringBuilder(negated ? "[^/" : "[");
        for (var at = negated ? 1 : 0; at < inside.Length;)
        {
            var letter = Letter(inside, at);
            var next = at + Step(inside, at);
            if (NameAt(inside, at) is { } name)
            {
                regex.Append(Named.GetValueOrDefault(name, ""));
            }
            else if (next + 1 < inside.Length && inside[next] is '-')
            {
                var last = Letter(inside, next + 1);
                regex.Append(letter <= last ? $"{Member(letter)}-{Member(last)}" : "");
                next += 1 + Step(inside, next + 1);
            }
            else
            {
                regex.Append(Member(letter));
            }

            at = next;
        }

        return regex.Length > 1 ? regex.Append(']').ToString() : @"[^\s\S]";
    }

    static char Letter(ReadOnlySpan<char> text, int at) => text[at] is '\\' && at + 1 < text.Length ? text[at + 1] : text[at];

    /// <summary>A backslash goes with its letter, and <c>[:digit:]</c> is one thing.</summary>
    static int Step(ReadOnlySpan<char> text, int at) =>
        text[at] is '\\' && at + 1 < text.Length ? 2 : NameAt(text, at) is { } name ? name.Length + 4 : 1;

    static string? NameAt(ReadOnlySpan<char> text, int at) =>
        text[at..] is ['[', ':', ..] && text[(at + 2)..].IndexOf(":]") is >= 0 and var end ? text.Slice(at + 2, end).ToString() : null;

    static string Member(char letter) => letter is ']' or '-' or '^' or '[' or '\\' ? $@"\{letter}" : Regex.Escape(letter.ToString());
}
