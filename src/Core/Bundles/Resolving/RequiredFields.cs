using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Bundles.Types;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>Required fields and closed lists of the type table. The vendor's server has the last word, so both are warnings.</summary>
static class RequiredFields
{
    public static void Check(MapNode root, Findings findings)
    {
        if (string.IsNullOrEmpty(root.TextAt("bundle", "name")))
        {
            findings.Error("required field \"name\" is not set", NodePath.Of("bundle"), root["bundle"]);
        }

        if (root.At("resources", "jobs") is MapNode jobs)
        {
            Visit(jobs, BundleTypes.Table.Find("resources", "jobs")!, NodePath.Of("resources", "jobs"), findings);
        }
    }

    static void Visit(Node node, FieldType type, NodePath path, Findings findings)
    {
        switch (node, type)
        {
            case (MapNode map, FieldType.Structure structure):
                VisitStructure(map, structure.Name, path, findings);
                break;
            case (MapNode map, FieldType.MapOf values):
                foreach (var (key, value) in map.Entries)
                {
                    Visit(value, values.Value, path.Key(key), findings);
                }

                break;
            case (ListNode list, FieldType.ListOf items):
                for (var index = 0; index < list.Items.Count; index++)
                {
                    Visit(list.Items[index], items.Item, path.Index(index), findings);
                }

                break;
            case (ScalarNode scalar, FieldType.Choice choice) when !choice.Values.Contains(scalar.Text, StringComparer.Ordinal):
                findings.Warning($"invalid value \"{scalar.Text}\" for enum field. Valid values are {string.Join(", ", choice.Values)}", path, scalar);
                break;
        }
    }

    static void VisitStructure(MapNode map, string structure, NodePath path, Findings findings)
    {
        foreach (var field in BundleTypes.Table.Required(structure).Where(field => map[field] is null))
        {
            findings.Warning($"required field \"{field}\" is not set", path, map);
        }

        var fields = BundleTypes.Table.Fields(structure);
        foreach (var (key, value) in map.Entries)
        {
            if (fields.TryGetValue(key, out var type))
            {
                Visit(value, type, path.Key(key), findings);
            }
        }
    }
}
