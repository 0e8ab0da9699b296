using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>
/// A resource's name with nothing behind it is a piece of a file that somebody forgot to write or to delete. Taken for no resource, it
/// would delete what the last deployment made.
/// </summary>
/// <param name="isResolved">Before that, a reference may still become a resource, or all resources of a type.</param>
sealed class NullResources(bool isResolved, Findings findings)
{
    public static MapNode Drop(MapNode root, bool isResolved, Findings findings) => root.Select((field, value) =>
        field is "resources" ? new NullResources(isResolved, findings).Section(value) : value);

    Node? Section(Node section) => section switch
    {
        MapNode types => types.Select(Type),
        ScalarNode { Type: ScalarType.Null } => null,
        _ => Other(section, NodePath.Of("resources"), "resources"),
    };

    Node? Type(string type, Node group) => group switch
    {
        MapNode resources => resources.Select((key, resource) =>
            resource is MapNode ? resource : Other(resource, NodePath.Of("resources", type, key), $"{type} {key}")),
        ScalarNode { Type: ScalarType.Null } => null,
        _ => Other(group, NodePath.Of("resources", type), $"resources.{type}"),
    };

    Node? Other(Node node, NodePath path, string what)
    {
        if (!isResolved && node is ScalarNode { Type: ScalarType.String } scalar && Reference.IsWhole(scalar.Text))
        {
            return node;
        }

        findings.Error($"{what} is not defined", path, node);
        return null;
    }
}
