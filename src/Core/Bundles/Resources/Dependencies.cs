using System.Text.RegularExpressions;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>
/// The lines of an environment, which are those of pip. Source: https://pip.pypa.io/en/stable/reference/requirements-file-format
/// </summary>
static partial class Dependencies
{
    public static MapNode Translate(MapNode environment, NodePath path, LocalPaths local) =>
        environment["dependencies"] is not ListNode dependencies ? environment : environment.Set("dependencies", dependencies.Select(
            (item, index) => item is ScalarNode line ? Translate(line, path.Key("dependencies").Index(index), local) : item));

    /// <summary>Whether pip would look for a file, rather than for a name in an index.</summary>
    public static bool IsLocal(string line) =>
        line.StartsWith('.') || (LocalPaths.IsLocal(line) && line[0] is not '-' && !Name().IsMatch(line));

    static ScalarNode Translate(ScalarNode line, NodePath path, LocalPaths local)
    {
        if (IsLocal(line.Text))
        {
            return local.Library(line, path, "./");
        }

        if (Flag().Match(line.Text) is not { Success: true } flag || !LocalPaths.IsLocal(flag.Groups["path"].Value))
        {
            return line;
        }

        var file = line.As(ScalarType.String, flag.Groups["path"].Value);
        var remote = flag.Groups["flag"].Value is "-e" ? local.Directory(file, path) : local.File(file, path);
        return line.As(ScalarType.String, $"{flag.Groups["flag"].Value} {remote.Text}");
    }

    /// <summary>
    /// A name with extras, then a version, a place, a condition or nothing. Only one piece of it can take blanks at any place, so that
    /// no line makes it search for long.
    /// </summary>
    [GeneratedRegex(
        @"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\s*(\[[^\]]*\]\s*)?((===|==|~=|!=|<=|>=|<|>|\(|;|@).*)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?<flag>-r|-e)\s+(?<path>\S.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Flag();
}
