using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.Azure;

namespace ReleasePortal.Core.Provisioning.Access;

/// <summary>How somebody who may do so gives the service principal what it lacks: the least of Azure's own roles that holds it.
/// Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles</summary>
public sealed class AccessRemedies(IOptions<AzureOptions> azure)
{
    internal string ForAction(string action, string scope) =>
        $"az role assignment create {Assignee} --role \"{RoleFor(action)}\" --scope {scope}";

    internal string ForProvider(string name) => $"az provider register --namespace {name} --subscription {azure.Value.SubscriptionId}";

    internal string ForDatabricks(CatalogResource resource) => resource.IsInAccount
        ? $"Account console, User management, Service principals, {azure.Value.ClientId}: role Account admin."
        : $"{resource.WorkspaceUrl}: add the service principal {azure.Value.ClientId} to the workspace, and give it CREATE CATALOG, CREATE EXTERNAL LOCATION "
            + "and CREATE STORAGE CREDENTIAL on the metastore.";

    /// <summary>Of something that is there, but not to be seen.</summary>
    internal string ForSeeing(CatalogResource resource) => resource.IsInAccount
        ? ForDatabricks(resource)
        : $"{resource.WorkspaceUrl}: the service principal {azure.Value.ClientId} must be in the workspace; {Sight.Remedy(resource)}.";

    /// <summary>Of a workspace that does not know it.</summary>
    internal string ForEntering(CatalogResource resource) =>
        $"{resource.WorkspaceUrl}: Settings, Identity and access, Service principals: add {azure.Value.ClientId}, managed by Microsoft Entra ID.";

    string Assignee => azure.Value.PrincipalId is { } id
        ? $"--assignee-object-id {id} --assignee-principal-type ServicePrincipal"
        : $"--assignee {azure.Value.ClientId}";

    static string RoleFor(string action) => action switch
    {
        "Microsoft.Authorization/roleAssignments/write" => "Role Based Access Control Administrator",
        "Microsoft.Authorization/locks/write" => "Locks Contributor",
        "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action" => "Network Contributor",
        "Microsoft.KeyVault/locations/deletedVaults/read" or "Microsoft.KeyVault/deletedVaults/read" => "Reader",
        _ when FollowedOperations.Contains(action) => "Reader",
        _ => "Contributor",
    };
}
