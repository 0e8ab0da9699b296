using System.Text;
using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Bundles.Sync;

/// <summary>The <c>[a-z]</c> of file patterns as part of a regular expression that is valid whatever a person writes inside.</summary>
static class CharacterClass
{
    /// <param name="inside">What stands between the brackets; a first ! or ^ turns it around.</param>
    public static string ToRegex(ReadOnlySpan<char> inside)
    {
        var negated = inside is ['!' or '^', _, ..];
        var members = inside[(negated ? 1 : 0)..];
        var regex = new StringBuilder(negated ? "[^/" : "[");
        for (var at = 0; at < members.Length; at++)
        {
            var isRange = at + 2 < members.Length && members[at + 1] is '-';
            if (isRange && members[at] <= members[at + 2])
            {
                regex.Append(Member(members[at])).Append('-').Append(Member(members[at + 2]));
            }
            else if (!isRange)
            {
                regex.Append(Member(members[at]));
            }

            at += isRange ? 2 : 0;
        }

        return regex.Length > 1 ? regex.Append(']').ToString() : @"[^\s\S]";
    }

    static string Member(char letter) => letter is ']' or '-' or '^' or '[' or '\\' ? $@"\{letter}" : Regex.Escape(letter.ToString());
}
