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
}
