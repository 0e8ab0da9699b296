using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ReleasePortal.Sandbox.Databricks.Runs;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Everything one workspace holds.</summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
sealed class DatabricksState
{
    /// <summary>By path without the leading /Workspace, which is an alias.</summary>
    public Dictionary<string, WorkspaceObject> Files { get; init; } = new(StringComparer.Ordinal);

    public List<StoredToken> Tokens { get; init; } = [];

    public Dictionary<long, JsonObject> Jobs { get; init; } = [];

    /// <summary>Access control lists by object, such as <c>jobs/12</c>.</summary>
    public Dictionary<string, JsonArray> Permissions { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonObject> Schemas { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, JsonObject> Volumes { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Statements as notebooks ran them.</summary>
    public HashSet<string> GrantStatements { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Runs of jobs, oldest first.</summary>
    public List<JobRun> Runs { get; init; } = [];

    /// <summary>By job: up to which time its schedule has been looked at.</summary>
    public Dictionary<long, DateTimeOffset> ScheduledUntil { get; init; } = [];

    public Dictionary<string, JsonObject> Pipelines { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonObject> Clusters { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Privileges by principal, by securable, such as <c>Schema/main.sales</c>.</summary>
    public Dictionary<string, Dictionary<string, string[]>> Grants { get; init; } = new(StringComparer.Ordinal);

    public long LastId { get; set; } = 620_411_000_000;

    public long NextId() => LastId += 7919;
}
