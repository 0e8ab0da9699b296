using System.Net;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Plans;

/// <summary>Opens a stage's workspace as the service principal.</summary>
public sealed class WorkspaceAccess(DatabricksClient databricks, EntraTokens entra, StageBlueprints blueprints, ResourceAccess azure)
{
    public DatabricksWorkspace Open(Stage stage) =>
        databricks.For(stage.WorkspaceUrl, async token => await entra.ForDatabricksAsync(token));

    /// <summary>Before anything goes there: the address of a workspace that was just made is known only now, and the settings may be others
    /// since the plan was made.</summary>
    /// <exception cref="ProvisioningException">Azure says that the address in the settings is not the workspace's.</exception>
    public async Task RequireOwnAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (blueprints.Of(stage).Resources.OfType<Workspace>().SingleOrDefault() is not { } workspace)
        {
            return;
        }

        var found = await azure.ReadAsync(workspace, cancellationToken);
        if (WorkspaceAddress.ObjectionTo(workspace.Stage.Workspace!, found.Body) is { } objection)
        {
            throw new ProvisioningException([objection], isLiftable: true);
        }
    }

    /// <summary>Whether the address in the settings leads to a workspace that knows the service principal. Asked
    /// once: what is not made yet does not come by waiting.</summary>
    /// <exception cref="DatabricksException">It answers, and refuses.</exception>
    public async Task<bool> AnswersAsync(Stage stage, CancellationToken cancellationToken)
    {
        try
        {
            await databricks.Once(stage.WorkspaceUrl, async token => await entra.ForDatabricksAsync(token)).MeAsync(cancellationToken);
            return true;
        }
        catch (DatabricksException fault) when (fault.Status is null or HttpStatusCode.NotFound)
        {
            return false;
        }
        catch (DatabricksException fault) when (fault.MayPass)
        {
            return true;
        }
    }

    /// <summary>Opens it with a token that was just minted, to see that it works.</summary>
    public DatabricksWorkspace OpenWith(Secret token, Stage stage) => databricks.For(stage.WorkspaceUrl, _ => ValueTask.FromResult(token));
}
