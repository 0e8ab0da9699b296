using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>
/// <c>${resources.volumes.x.volume_path}</c> is made of names and known before anything is deployed, unlike other fields of resources.
/// </summary>
static class VolumePaths
{
    public static MapNode Apply(MapNode root)
    {
        var paths = All(root).ToDictionary(volume => $"{volume.Path}.volume_path", volume => volume.Value, StringComparer.Ordinal);
        return paths.Count == 0 ? root : (MapNode)Replace(root, paths);
    }

    /// <summary>Of every volume that the bundle makes.</summary>
    public static IEnumerable<(NodePath Path, string Value)> All(MapNode root) =>
        from volume in ResourceMaps.All(root, "volumes")
        select (volume.Path,
            $"/Volumes/{Name(volume.Resource, "catalog_name", root)}/{Name(volume.Resource, "schema_name", root)}/{Name(volume.Resource, "name", root)}");

    /// <summary>As far as a name is a reference to a name of this bundle, it is followed.</summary>
    static string Name(MapNode volume, string field, MapNode root) =>
        Reference.Replace(volume.TextAt(field) ?? "", reference => root.TextAt(Reference.Segments(reference)) ?? $"${{{reference}}}");

    static Node Replace(Node node, Dictionary<string, string> paths) => node switch
    {
        MapNode map => map.Select((_, value) => Replace(value, paths)),
        ListNode list => list.Select((item, _) => Replace(item, paths)),
        ScalarNode { Type: ScalarType.String } scalar when scalar.Text.Contains(".volume_path}", StringComparison.Ordinal) =>
            scalar.As(ScalarType.String,
                Reference.Replace(scalar.Text, reference => paths.GetValueOrDefault(reference) ?? $"${{{reference}}}")),
        _ => node,
    };
}
