using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Looks whether the service principal may do all that a stage's resources need; changes nothing.</summary>
public sealed class VerifyAccess(AzureResources azure, AzurePermissions permissions, ResourceAccess access, StageBlueprints blueprints)
{
    /// <exception cref="AzureException">There was no answer.</exception>
    /// <exception cref="DatabricksException">There was no answer.</exception>
    public async Task<IReadOnlyList<AccessCheck>> RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var blueprint = blueprints.Of(stage);
        var group = blueprint.Resources.OfType<Resources.ResourceGroup>().Single();
        var subscription = string.Join('/', group.Id.Split('/')[..3]);
        var scope = await azure.ReadAsync(group.Id, group.ApiVersion, cancellationToken) is null ? subscription : group.Id;
        var granted = await permissions.ReadAsync(scope, cancellationToken);
        var inAzure = Actions(blueprint).Select(action => new AccessCheck(
            action, scope, granted?.Allows(action) ?? false, granted is null ? "Azure does not tell; the role Reader is the least." : null));
        var inCatalog = await Task.WhenAll(blueprint.Resources.OfType<CatalogResource>().Select(resource => VerifyAsync(resource, cancellationToken)));
        return [.. inAzure, .. inCatalog];
    }

    static IEnumerable<string> Actions(StageBlueprint blueprint) =>
    [
        .. blueprint.Resources.OfType<AzureResource>()
            .SelectMany(resource => resource.IsAdopted ? [$"{resource.Type}/read"] : new[] { $"{resource.Type}/read", $"{resource.Type}/write" })
            .Distinct(StringComparer.Ordinal),
        .. blueprint.Resources.Any(resource => resource is AzureResource { DeletedId: not null }) ? ["Microsoft.KeyVault/locations/deletedVaults/read"] : Array.Empty<string>(),
        .. blueprint.Resources.Any(resource => resource is Resources.VirtualNetwork) ? ["Microsoft.Network/virtualNetworks/subnets/join/action"] : Array.Empty<string>(),
        .. blueprint.Resources.Any(resource => resource is Resources.PrivateDnsLink) ? ["Microsoft.Network/virtualNetworks/join/action"] : Array.Empty<string>(),
    ];

    async Task<AccessCheck> VerifyAsync(CatalogResource resource, CancellationToken cancellationToken)
    {
        var found = await access.ReadAsync(resource, id => azure.ReadAsync(id, new Resources.Workspace(resource.Stage).ApiVersion, cancellationToken), cancellationToken);
        return new($"Read {resource.Kind.ToLowerInvariant()} {resource.Name}", resource.WorkspaceUrl.ToString(), found.Denied is null, found.Denied);
    }
}

/// <param name="Action">Azure's action, or what was tried in Databricks.</param>
/// <param name="Reason">Why it is missing, where the action does not say enough.</param>
public sealed record AccessCheck(string Action, string Scope, bool IsGranted, string? Reason);
