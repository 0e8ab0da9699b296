using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>A job as the workspace holds it; the settings include what the server filled in.</summary>
public sealed record DatabricksJob(long JobId, JsonObject Settings, string? CreatorUserName, string? RunAsUserName)
{
    public string? Name => (string?)Settings["name"];
}
