using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Adds the bundle's permissions to each job's own; whoever deploys stays able to do it again.</summary>
static class JobPermissions
{
    static readonly string[] Principals = ["user_name", "group_name", "service_principal_name"];

    /// <summary>From weak to strong; per principal the strongest counts.</summary>
    static readonly string[] Levels = ["CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE", "IS_OWNER"];

    public static MapNode Apply(MapNode root, WorkspaceFacts facts, Findings findings)
    {
        var shared = (root["permissions"] as ListNode)?.Items ?? [];
        CheckLevels(shared, findings);
        return Jobs.Change(root, (path, job) =>
        {
            var own = (job["permissions"] as ListNode)?.Items ?? [];
            return own.Count + shared.Count == 0 ? job.Set("permissions", null) : job.Set("permissions", new ListNode(
                WithOwner([.. own, .. shared.Where(entry => IsNew(entry, own, path, findings)).Select(ForJob)], facts),
                job["permissions"]?.Locations ?? root["permissions"]!.Locations));
        });
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
            if (shared[index].TextAt("level") is not ("CAN_MANAGE" or "CAN_VIEW" or "CAN_RUN"))
            {
                findings.Error(
                    $"invalid permission level: {shared[index].TextAt("level")}, allowed values: [CAN_MANAGE, CAN_VIEW, CAN_RUN]",
                    NodePath.Of("permissions").Index(index),
                    shared[index]);
            }
        }
    }

    static bool IsNew(Node entry, IReadOnlyList<Node> own, NodePath path, Findings findings)
    {
        var known = own.Any(other => string.Equals(Principal(other), Principal(entry), StringComparison.Ordinal));
        if (known)
        {
            findings.Warning($"{Principal(entry)} has permissions at the resource, which win over those of the bundle", path.Key("permissions"), entry);
        }

        return !known;
    }

    static Node ForJob(Node entry) => entry is MapNode map && map.TextAt("level") is "CAN_RUN"
        ? map.Set("level", ScalarNode.Of("CAN_MANAGE_RUN"))
        : entry;

    static List<Node> WithOwner(IReadOnlyList<Node> entries, WorkspaceFacts facts)
    {
        var deployer = MapNode.Empty.Set(
            facts.User.IsServicePrincipal ? "service_principal_name" : "user_name", ScalarNode.Of(facts.User.UserName));
        var principal = Principal(deployer);
        var otherOwner = entries.Any(entry =>
            entry.TextAt("level") is "IS_OWNER" && !string.Equals(Principal(entry), principal, StringComparison.Ordinal));
        return
        [
            .. entries
                .Append(deployer.Set("level", ScalarNode.Of(otherOwner ? "CAN_MANAGE" : "IS_OWNER")))
                .GroupBy(Principal, StringComparer.Ordinal)
                .OrderBy(same => same.Key, StringComparer.Ordinal)
                .Select(same => same.OrderByDescending(entry => Array.IndexOf(Levels, entry.TextAt("level"))).First()),
        ];
    }
}
