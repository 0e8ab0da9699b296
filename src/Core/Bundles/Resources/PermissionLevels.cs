namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>
/// What the bundle's own levels mean at a resource type, and the type's levels from weak to strong.
/// Source: https://docs.databricks.com/aws/en/dev-tools/bundles/permissions </summary>
sealed record PermissionLevels(string? View, string? Run, params string[] FromWeakToStrong)
{
    static readonly Dictionary<string, PermissionLevels> Types = new(StringComparer.Ordinal)
    {
        ["jobs"] = new("CAN_VIEW", "CAN_MANAGE_RUN", "CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE", "IS_OWNER") { Deployer = "IS_OWNER" },
        ["pipelines"] = new("CAN_VIEW", "CAN_RUN", "CAN_VIEW", "CAN_RUN", "CAN_MANAGE", "IS_OWNER") { Deployer = "IS_OWNER" },
        ["sql_warehouses"] = new("CAN_VIEW", "CAN_MONITOR", "CAN_VIEW", "CAN_USE", "CAN_MONITOR", "CAN_MANAGE", "IS_OWNER")
        { Deployer = "IS_OWNER" },
        ["clusters"] = new("CAN_ATTACH_TO", "CAN_RESTART", "CAN_ATTACH_TO", "CAN_RESTART", "CAN_MANAGE"),
        ["instance_pools"] = new("CAN_ATTACH_TO", Run: null, "CAN_ATTACH_TO", "CAN_MANAGE"),
        ["experiments"] = new("CAN_READ", Run: null, "CAN_READ", "CAN_EDIT", "CAN_MANAGE"),
        ["models"] = new(
            "CAN_READ", Run: null, "CAN_READ", "CAN_EDIT", "CAN_MANAGE_STAGING_VERSIONS", "CAN_MANAGE_PRODUCTION_VERSIONS", "CAN_MANAGE"),
        ["dashboards"] = new("CAN_READ", "CAN_RUN", "CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"),
        ["alerts"] = new("CAN_READ", "CAN_RUN", "CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"),
        ["model_serving_endpoints"] = new("CAN_VIEW", "CAN_QUERY", "CAN_VIEW", "CAN_QUERY", "CAN_MANAGE"),
        ["apps"] = new("CAN_USE", Run: null, "CAN_USE", "CAN_MANAGE"),
        ["database_instances"] = new("CAN_USE", Run: null, "CAN_USE", "CAN_MANAGE"),
        ["vector_search_endpoints"] = new("CAN_USE", Run: null, "CAN_USE", "CAN_MANAGE"),
        ["secret_scopes"] = new("READ", Run: null, "READ", "WRITE", "MANAGE") { Manage = "MANAGE" },
    };

    /// <summary>Of the folders in which a bundle lies.</summary>
    public static PermissionLevels OfFolders { get; } =
        new("CAN_READ", "CAN_RUN", "CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE") { Deployer = "CAN_MANAGE" };

    /// <summary>What the deployer has at least; null where nothing is said about it.</summary>
    public string? Deployer { get; init; }

    public string Manage { get; init; } = "CAN_MANAGE";

    public static IReadOnlyDictionary<string, PermissionLevels> OfTypes => Types;

    /// <returns>Null where the type has nothing like it.</returns>
    public string? Of(string? level) => level switch
    {
        "CAN_MANAGE" => Manage,
        "CAN_VIEW" => View,
        "CAN_RUN" => Run,
        _ => null,
    };

    /// <summary>-1 for a level that is not known here.</summary>
    public int Strength(string? level) => Array.IndexOf(FromWeakToStrong, level);
}
