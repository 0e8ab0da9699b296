namespace ReleasePortal.Core.Bundles.Sync;

/// <summary>
/// Patterns in the form of .gitignore: the last one that matches decides, and nothing inside an ignored folder comes back.
/// Source: https://git-scm.com/docs/gitignore </summary>
sealed class GitIgnore
{
    public const string FileName = ".gitignore";

    readonly List<IgnoreRule> _rules = [];

    /// <param name="folder">Where the patterns are written, from the root; empty at the root.</param>
    public GitIgnore Add(string folder, IEnumerable<string> lines)
    {
        _rules.AddRange(lines.Select(line => IgnoreRule.TryParse(folder, line)).OfType<IgnoreRule>());
        return this;
    }

    /// <param name="path">Of a file, from the root.</param>
    public bool Matches(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (Decides(path[..slash], isFolder: true))
            {
                return true;
            }
        }

        return Decides(path, isFolder: false);
    }

    bool Decides(string path, bool isFolder) => _rules.FindLast(rule => rule.Matches(path, isFolder)) is { Negated: false };
}
