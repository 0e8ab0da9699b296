using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Loading;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>The paths of one pipeline. A pattern in a library stands for every file that it matches.</summary>
static class PipelinePaths
{
    public static MapNode Translate(MapNode pipeline, NodePath path, BundleFiles files, LocalPaths local, Findings findings)
    {
        pipeline = pipeline["libraries"] is not ListNode libraries ? pipeline : pipeline.Set("libraries", new ListNode(
            [.. libraries.Items.SelectMany((item, index) => Translate(item, path.Key("libraries").Index(index), files, local, findings))],
                libraries.Locations));
        pipeline = ResourcePaths.Change(pipeline, "root_path", path, local.Directory);
        return pipeline.Within("environment", environment => Dependencies.Translate(environment, path.Key("environment"), local));
    }

    /// <returns>One, or as many as its pattern matches; all of them stand at its place.</returns>
    static IEnumerable<Node> Translate(Node library, NodePath at, BundleFiles files, LocalPaths local, Findings findings) =>
        Expand(library, at, files, local, findings).Select(each => each is MapNode map ? Library(map, at, local) : each);

    static MapNode Library(MapNode library, NodePath at, LocalPaths local) => JobPaths.Library(
        library
            .Within("notebook", notebook => ResourcePaths.Change(notebook, "path", at.Key("notebook"), local.Notebook))
            .Within("file", file => ResourcePaths.Change(file, "path", at.Key("file"), local.File))
            .Within("glob", glob => ResourcePaths.Change(glob, "include", at.Key("glob"), local.Pattern)),
        at,
        local);

    static Node[] Expand(Node library, NodePath path, BundleFiles files, LocalPaths local, Findings findings)
    {
        foreach (var kind in new[] { "notebook", "file" })
        {
            if (library.At(kind, "path") is ScalarNode value && LocalPaths.IsLocal(value.Text) && Globs.IsGlob(value.Text))
            {
                return Matches((MapNode)library, kind, value, path.Key(kind).Key("path"), files, local, findings);
            }
        }

        return [library];
    }

    static Node[] Matches(
        MapNode library, string kind, ScalarNode value, NodePath path, BundleFiles files, LocalPaths local, Findings findings)
    {
        var matches = local.Combine(value, path) is { } pattern ? files.Paths.Where(Globs.Matcher(pattern)).ToArray() : [];
        if (matches.Length == 0)
        {
            findings.Error($"no files match pattern: {value.Text}", path, value);
        }

        var folder = files.InRepository(RelativePath.FolderOf(value));
        return
        [
            .. matches.Select(match => library.SetAt(
                [kind, "path"], value.As(ScalarType.String, RelativePath.From(folder, files.InRepository(match))))),
        ];
    }
}
