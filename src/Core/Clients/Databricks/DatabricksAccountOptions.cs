namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>The Databricks account above all workspaces; only assigning a metastore needs it. Section <c>Databricks</c>.</summary>
public sealed class DatabricksAccountOptions
{
    public const string Section = "Databricks";

    public string? AccountId { get; set; }

    public Uri AccountUrl { get; set; } = new("https://accounts.azuredatabricks.net");
}
