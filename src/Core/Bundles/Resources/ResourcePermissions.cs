using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Adds the bundle's permissions to each resource's own; whoever deploys stays able to do it again.</summary>
static class ResourcePermissions
{
    static readonly string[] Principals = ["user_name", "group_name", "service_principal_name"];

    public static MapNode Apply(MapNode root, WorkspaceFacts facts, Findings findings)
    {
        var shared = (root["permissions"] as ListNode)?.Items ?? [];
        CheckLevels(shared, findings);
        return PermissionLevels.OfTypes.Aggregate(root, (all, type) => ResourceMaps.Change(all, type.Key, (path, resource) =>
        {
            var own = (resource["permissions"] as ListNode)?.Items ?? [];
            var added = shared.Where(entry => IsNew(entry, own, path, findings)).Select(entry => As(entry, type.Value)).OfType<MapNode>();
            Node[] entries = [.. own, .. added];
            return entries.Length == 0 ? resource.Set("permissions", null) : resource.Set(
                "permissions",
                new ListNode(Settled(entries, type.Value, facts), (resource["permissions"] ?? root["permissions"])!.Locations));
        }));
    }

    /// <summary>For example <c>user_name:ann@example.com</c>.</summary>
    public static string Principal(Node entry)
    {
        var kind = Array.Find(Principals, kind => entry.TextAt(kind) is not null) ?? "user_name";
        return $"{kind}:{entry.TextAt(kind)}";
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

            if (Principals.Count(kind => shared[index].TextAt(kind) is { Length: > 0 }) != 1)
            {
                findings.Error("permissions need exactly one of user_name, group_name and service_principal_name", path, shared[index]);
            }
        }
    }

    static bool IsNew(Node entry, IReadOnlyList<Node> own, NodePath path, Findings findings)
    {
        var known = own.Any(other => string.Equals(Principal(other), Principal(entry), StringComparison.Ordinal));
        if (known)
        {
            findings.Warning(
                $"{Principal(entry)} has permissions at the resource, which win over those of the bundle",
                path.Key("permissions"),
                entry);
        }

        return !known;
    }

    static MapNode? As(Node entry, PermissionLevels levels) =>
        entry is not MapNode map || levels.Of(map.TextAt("level")) is not { } level ? null
        : map["level"] is ScalarNode written && written.Text != level ? map.Set("level", ScalarNode.Of(level)) : map;

    static List<Node> Settled(IReadOnlyList<Node> entries, PermissionLevels levels, WorkspaceFacts facts)
    {
        var all = levels.HasOwner ? entries.Append(Deployer(entries, facts)) : entries;
        var strongest = all.GroupBy(Principal, StringComparer.Ordinal)
            .Select(same => same.OrderByDescending(entry => levels.Strength(entry.TextAt("level"))).First());
        return [.. strongest.OrderBy(Principal, StringComparer.Ordinal)];
    }

    static MapNode Deployer(IReadOnlyList<Node> entries, WorkspaceFacts facts)
    {
        var deployer = MapNode.Empty.Set(
            facts.User.IsServicePrincipal ? "service_principal_name" : "user_name", ScalarNode.Of(facts.User.UserName));
        var principal = Principal(deployer);
        var otherOwner = entries.Any(entry =>
            entry.TextAt("level") is "IS_OWNER" && !string.Equals(Principal(entry), principal, StringComparison.Ordinal));
        return deployer.Set("level", ScalarNode.Of(otherOwner ? "CAN_MANAGE" : "IS_OWNER"));
    }
}
