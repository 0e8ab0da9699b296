using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>The one metastore that all workspaces share.</summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
sealed class MetastoreState
{
    /// <summary>Metastore by the number of the workspace.</summary>
    public Dictionary<string, string> Assignments { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonObject> Credentials { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonObject> Locations { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonObject> Catalogs { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Catalog to principal to privileges.</summary>
    public Dictionary<string, Dictionary<string, string[]>> Grants { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Users and groups that were deleted from the account. All others exist.</summary>
    public HashSet<string> Deleted { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who may make what in the metastore: a principal or group to privileges. Null as long as nobody has
    /// said: the service principal may.</summary>
    public Dictionary<string, string[]>? Makers { get; set; }

    /// <summary>A principal or a group.</summary>
    public string Owner { get; set; } = "metastore-admins";

    /// <summary>Those of the service principal, beside the admins of a workspace.</summary>
    public HashSet<string> Groups { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the service principal is an admin of the account.</summary>
    public bool IsAccountAdmin { get; set; } = true;
}
