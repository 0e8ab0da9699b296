using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Provisioning.Applying;

/// <summary>Opens Unity Catalog as the portal's service principal.</summary>
public sealed class PortalCatalogs(CatalogEndpoints catalogs, EntraTokens entra)
{
    public CatalogEndpoint Of(Uri workspace) => catalogs.Of(workspace, TokenAsync);

    /// <exception cref="DatabricksException">The settings name no account.</exception>
    public CatalogEndpoint OfAccount() => catalogs.OfAccount(TokenAsync);

    public CatalogEndpoint Of(CatalogResource resource) => resource.IsInAccount ? OfAccount() : Of(resource.WorkspaceUrl);

    async ValueTask<Secret> TokenAsync(CancellationToken cancellationToken) => await entra.ForDatabricksAsync(cancellationToken);
}
