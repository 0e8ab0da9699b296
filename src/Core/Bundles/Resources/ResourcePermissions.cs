using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Adds the bundle's permissions to each resource's own; whoever deploys stays able to do it again.</summary>
static class ResourcePermissions
{
    public static MapNode Apply(MapNode root, WorkspaceFacts facts, Findings findings)
    {
        var shared = (root["permissions"] as ListNode)?.Items ?? [];
        CheckLevels(shared, findings);
        return PermissionLevels.OfTypes.Aggregate(root, (all, type) => ResourceMaps.Change(all, type.Key, (path, resource) =>
        {
            var own = (resource["permissions"] as ListNode)?.Items ?? [];
            var added = shared.Where(entry => IsNew(entry, own, path, findings))
                .Select(entry => SettledPermissions.As(entry, type.Value))
                .OfType<MapNode>();
            Node[] entries = [.. own, .. added];
            return entries.Length == 0 ? resource.Set("permissions", null) : resource.Set(
                "permissions",
                new ListNode(
                    SettledPermissions.Of(entries, type.Value, facts.User), (resource["permissions"] ?? root["permissions"])!.Locations));
        }));
    }

    static void CheckLevels(IReadOnlyList<Node> shared, Findings findings)
    {
        for (var index = 0; index < shared.Count; index++)
        {
            var path = NodePath.Of("permissions").Index(index);
            if (shared[index].TextAt("level") is not ("CAN_MANAGE" or "CAN_VIEW" or "CAN_RUN"))
            {
                findings.Error(
                    $"invalid permission level: {shared[index].TextAt("level")}, allowed values: [CAN_MANAGE, CAN_VIEW, CAN_RUN]",
                    path, shared[index]);
            }

            if (!SettledPermissions.HasPrincipal(shared[index]))
            {
                findings.Error("permissions need exactly one of user_name, group_name and service_principal_name", path, shared[index]);
            }
        }
    }

    static bool IsNew(Node entry, IReadOnlyList<Node> own, NodePath path, Findings findings)
    {
        var known = own.Any(
            other => string.Equals(SettledPermissions.Principal(other), SettledPermissions.Principal(entry), StringComparison.Ordinal));
        if (known)
        {
            findings.Warning(
                $"{SettledPermissions.Principal(entry)} has permissions at the resource, which win over those of the bundle",
                path.Key("permissions"),
                entry);
        }

        return !known;
    }
}
