using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>A list of permissions as it is sent: every principal once, with its strongest level, and the deployer
/// able to deploy again.</summary>
static class SettledPermissions
{
    const string Owner = "IS_OWNER";

    static readonly string[] Principals = ["user_name", "group_name", "service_principal_name"];

    /// <param name="entries">With the levels of the type.</param>
    /// <returns>In the order of their principals.</returns>
    public static IReadOnlyList<Node> Of(IReadOnlyList<Node> entries, PermissionLevels levels, DatabricksUser deployer)
    {
        var all = levels.Deployer is { } level ? entries.Append(Deployer(entries, level, deployer)) : entries;
        var strongest = all.GroupBy(Principal, StringComparer.Ordinal)
            .Select(same => same.OrderByDescending(entry => levels.Strength(entry.TextAt("level"))).First());
        return [.. strongest.OrderBy(Principal, StringComparer.Ordinal)];
    }

    /// <summary>An entry of the bundle's own permissions, with the level that means the same at a type; null where nothing does.</summary>
    public static MapNode? As(Node entry, PermissionLevels levels) =>
        entry is not MapNode map || levels.Of(map.TextAt("level")) is not { } level ? null
        : map["level"] is ScalarNode written && written.Text != level ? map.Set("level", ScalarNode.Of(level)) : map;

    /// <summary>For example <c>user_name:ann@example.com</c>.</summary>
    public static string Principal(Node entry)
    {
        var kind = Array.Find(Principals, kind => entry.TextAt(kind) is not null) ?? "user_name";
        return $"{kind}:{entry.TextAt(kind)}";
    }

    /// <summary>Whether an entry names exactly one.</summary>
    public static bool HasPrincipal(Node entry) => Principals.Count(kind => entry.TextAt(kind) is { Length: > 0 }) == 1;

    static MapNode Deployer(IReadOnlyList<Node> entries, string level, DatabricksUser user)
    {
        var deployer = MapNode.Empty.Set(user.IsServicePrincipal ? "service_principal_name" : "user_name", ScalarNode.Of(user.UserName));
        var principal = Principal(deployer);
        var otherOwner = entries.Any(entry =>
            entry.TextAt("level") is Owner && !string.Equals(Principal(entry), principal, StringComparison.Ordinal));
        return deployer.Set("level", ScalarNode.Of(otherOwner ? "CAN_MANAGE" : level));
    }
}
