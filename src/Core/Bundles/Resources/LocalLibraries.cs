using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Loading;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>A file of the bundle that goes to the artifacts' folder under its own name.</summary>
/// <param name="Path">From the bundle's root.</param>
public sealed record LocalLibrary(string Path, string RemotePath)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    internal static string FolderIn(string artifacts) => $"{artifacts}/.internal";
}

/// <summary>
/// Wheels and jars of the bundle: patterns become the files they match, and paths become those which the files get in the
/// workspace's folder for artifacts.
/// </summary>
sealed class LocalLibraries(BundleFiles files, string folder, Findings findings)
{
    public static readonly string[] Kinds = ["whl", "jar", "egg"];

    readonly SortedDictionary<string, LocalLibrary> _found = new(StringComparer.Ordinal);

    /// <summary>In ordinal order of their names.</summary>
    public IReadOnlyList<LocalLibrary> Found => [.. _found.Values];

    public MapNode Replace(MapNode root)
    {
        AddArtifacts(root);
        root = Jobs.Change(root, (path, job) => job["git_source"] is not null ? job : ResourcePaths.Items(
            Jobs.ChangeTasks(job, path, (at, task) => Libraries(task, at)),
            "environments",
            path,
            (environment, at) => environment.Within("spec", spec => Lines(spec, at.Key("spec")))));
        return ResourceMaps.Change(root, "pipelines", (path, pipeline) => Libraries(pipeline, path)
            .Within("environment", environment => Lines(environment, path.Key("environment"))));
    }

    /// <summary>Built elsewhere, and uploaded also when no library names them.</summary>
    void AddArtifacts(MapNode root)
    {
        foreach (var (path, source) in Artifacts.Sources(root))
        {
            Expand(source, "", path);
        }
    }

    MapNode Libraries(MapNode map, NodePath path) => map["libraries"] is not ListNode libraries ? map : map.Set("libraries", new ListNode(
        [.. libraries.Items.SelectMany((item, index) => Library(item, path.Key("libraries").Index(index)))], libraries.Locations));

    IEnumerable<Node> Library(Node library, NodePath path) =>
        Array.Find(Kinds, kind => library.TextAt(kind) is { } text && LocalPaths.IsLocal(text)) is not { } found ? [library]
            : Expand((ScalarNode)library.At(found)!, "", path.Key(found)).Select(file => ((MapNode)library).Set(found, file));

    MapNode Lines(MapNode spec, NodePath path) => spec["dependencies"] is not ListNode lines ? spec : spec.Set("dependencies", new ListNode(
        [.. lines.Items.SelectMany<Node, Node>((item, index) =>
            item is ScalarNode line && line.Text.StartsWith("./", StringComparison.Ordinal)
            ? Line(line, path.Key("dependencies").Index(index))
            : [item])],
        lines.Locations));

    /// <summary>Extras of pip, <c>[x]</c> at the end, are kept.</summary>
    ScalarNode[] Line(ScalarNode line, NodePath path)
    {
        var extras = line.Text.EndsWith(']') && line.Text.LastIndexOf(".whl[", StringComparison.Ordinal) is > 0 and var at
            ? line.Text[(at + 4)..] : "";
        return Expand(line.As(ScalarType.String, line.Text[2..^extras.Length]), extras, path);
    }

    ScalarNode[] Expand(ScalarNode value, string extras, NodePath path)
    {
        var matches = files.Contains(value.Text) ? [value.Text]
            : Globs.IsGlob(value.Text) ? files.Paths.Where(Globs.Matcher(value.Text)).ToArray() : [];
        if (matches.Length == 0)
        {
            findings.Error(
                Globs.IsGlob(value.Text) ? $"no files match pattern: {value.Text}" : $"file doesn't exist {value.Text}",
                path, value);
        }

        return [.. matches.Select(file => value.As(ScalarType.String, Add(file, value, path) + extras))];
    }

    string Add(string file, ScalarNode value, NodePath path)
    {
        var name = file[(file.LastIndexOf('/') + 1)..];
        var library = new LocalLibrary(file, $"{LocalLibrary.FolderIn(folder)}/{name}");
        if (!_found.TryAdd(name, library) && _found[name] != library)
        {
            findings.Error(
                $"duplicate local library names: {name}",
                path, value,
                $"Both {_found[name].Path} and {file} would be uploaded under this name.");
        }

        return library.RemotePath;
    }
}
