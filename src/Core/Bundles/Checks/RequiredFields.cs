using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Bundles.Types;

namespace ReleasePortal.Core.Bundles.Checks;

/// <summary>Required fields and closed lists of the type table. The vendor's server has the last word, so most are warnings.</summary>
static class RequiredFields
{
    public static void Check(MapNode root, Findings findings)
    {
        if (string.IsNullOrEmpty(root.TextAt("bundle", "name")))
        {
            findings.Error("required field \"name\" is not set", NodePath.Of("bundle"), root["bundle"]);
        }

        Visit(root["resources"] ?? MapNode.Empty, BundleTypes.Table.Find("root", "resources")!, NodePath.Of("resources"), findings);
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
            case (ScalarNode scalar, FieldType.Choice choice)
                when !Reference.In(scalar.Text).Any() && !choice.Values.Contains(scalar.Text, StringComparer.Ordinal):
                findings.Warning(
                    $"invalid value \"{scalar.Text}\" for enum field. Valid values are {string.Join(", ", choice.Values)}",
                    path, scalar);
                break;
        }
    }

    static void VisitStructure(MapNode map, string structure, NodePath path, Findings findings)
    {
        foreach (var field in BundleTypes.Table.Required(structure).Where(field => IsMissing(map[field], structure, field)))
        {
            var summary = $"required field \"{field}\" is not set";
            if (BundleTypes.Table.IsIndispensable(structure, field))
            {
                findings.Error(summary, path, map);
            }
            else
            {
                findings.Warning(summary, path, map);
            }
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

    /// <summary>A parameter's default may well be the empty text; the name of something may not.</summary>
    static bool IsMissing(Node? value, string structure, string field) => value is null or ScalarNode { Type: ScalarType.Null }
        || (value is ScalarNode { Text: "" } && BundleTypes.Table.IsIndispensable(structure, field));
}
