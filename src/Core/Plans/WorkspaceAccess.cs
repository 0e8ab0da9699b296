using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Plans;

/// <summary>Opens a stage's workspace as the service principal.</summary>
public sealed class WorkspaceAccess(DatabricksClient databricks, EntraTokens entra)
{
    public DatabricksWorkspace Open(Stage stage) => databricks.For(stage.WorkspaceUrl, async token => await entra.ForDatabricksAsync(token));

    /// <summary>Opens it with a token that was just minted, to see that it works.</summary>
    public DatabricksWorkspace OpenWith(Secret token, Stage stage) => databricks.For(stage.WorkspaceUrl, _ => ValueTask.FromResult(token));
}
