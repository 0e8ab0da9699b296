using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Bundles.Types;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>Reads the root file and what it includes, and merges them in that order.</summary>
static class LoadBundle
{
    static readonly string[] RootNames = ["databricks.yml", "databricks.yaml", "bundle.yml", "bundle.yaml"];

    /// <returns>What could be read, and whether that is all of it.</returns>
    public static (MapNode Root, bool IsReadable) Run(BundleFiles files, Findings findings)
    {
        var roots = RootNames.Where(files.Contains).ToArray();
        if (roots.Length != 1)
        {
            findings.Error(roots.Length == 0
                ? "unable to locate bundle root: databricks.yml not found"
                : $"multiple bundle root configuration files found: {string.Join(", ", roots)}");
            return (MapNode.Empty, false);
        }

        var (root, isReadable) = Read(files, roots[0], findings);
        foreach (var path in IncludedFiles.Of(root, roots[0], files, findings))
        {
            var (included, isIncluded) = Read(files, path, findings);
            isReadable &= isIncluded;
            if (included["include"] is { } nested)
            {
                findings.Warning("Include section is defined outside root file", NodePath.Of("include"), nested, "It is ignored there.");
                included = included.Set("include", null);
            }

            UniqueResources.Check(root, included, findings);
            root = MergeNodes.MergeMaps(root, included, NodePath.Root, findings);
        }

        return (root, isReadable);
    }

    static (MapNode Root, bool IsReadable) Read(BundleFiles files, string path, Findings findings) =>
        YamlFile.Read(path, files.Read(path), findings) is { } map
            ? (Normalise.Map(OldNames.Replace(map, findings), BundleTypes.Table, "root", NodePath.Root, findings), true)
            : (MapNode.Empty, false);
}
