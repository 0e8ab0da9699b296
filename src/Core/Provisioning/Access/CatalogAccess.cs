using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Access;

/// <summary>Whether the service principal may do in Databricks what a stage's resources need.</summary>
public sealed class CatalogAccess(AzureResources azure, ResourceAccess access, MetastorePrivileges metastore, AccessRemedies remedies)
{
    /// <summary>A workspace that is still to be made cannot be asked, and another one is not.</summary>
    internal async Task<IEnumerable<AccessCheck>> CheckAsync(StageBlueprint blueprint, CancellationToken cancellationToken)
    {
        var resources = blueprint.Resources.OfType<CatalogResource>().ToList();
        var workspace = blueprint.Resources.OfType<Workspace>().SingleOrDefault();
        var found = workspace is null ? null : await access.ReadAsync(workspace, cancellationToken);
        if (found is { Body: null, Denied: null })
        {
            return resources.Select(resource => Of(resource, AccessState.Unknown, "The workspace is still to be made."));
        }

        if (workspace?.Stage.Workspace is { } set && WorkspaceAddress.ObjectionTo(set, found?.Body) is { } objection)
        {
            return
            [
                new("WorkspaceUrl", workspace.Id, AccessState.Missing, objection, "Set it to the address that Azure says."),
                .. await Task.WhenAll(resources.Select(resource => resource.IsInAccount
                    ? TryAsync(resource, allows: null, cancellationToken)
                    : Task.FromResult(Of(resource, AccessState.Unknown, "WorkspaceUrl is not the address of the workspace.")))),
            ];
        }

        if (resources.Count == 0)
        {
            return [];
        }

        var allows = await NamedFaults.AskAsync(
            "What the service principal may make in the metastore could not be read in Databricks",
            token => metastore.ReadAsync(resources[0].WorkspaceUrl, token),
            cancellationToken);
        return await Task.WhenAll(resources.Select(resource => TryAsync(resource, allows, cancellationToken)));
    }

    async Task<AccessCheck> TryAsync(CatalogResource resource, Func<string, bool>? allows, CancellationToken cancellationToken)
    {
        var found = await access.ReadAsync(
            resource, id => azure.ReadAsync(id, new Workspace(resource.Stage).ApiVersion, cancellationToken), cancellationToken);
        return (found, resource.Privilege) switch
        {
            ({ Denied: { } denied }, _) when denied == Sight.OutsideOf(resource) =>
                Of(resource, AccessState.Missing, denied) with { Remedy = remedies.ForEntering(resource) },
            ({ Denied: { } denied }, _) => Of(resource, AccessState.Missing, denied) with { Remedy = remedies.ForSeeing(resource) },
            ({ Body: not null }, _) or (_, null) => Of(resource, AccessState.Granted, null),
            _ when allows is null => Of(resource, AccessState.Unknown, "The workspace does not tell what may be made in its metastore."),
            (_, { } privilege) when allows(privilege) => Of(resource, AccessState.Granted, null),
            (_, { } privilege) => Of(
                resource, AccessState.Missing,
                $"The service principal lacks {privilege} on the metastore, and neither it nor a group of its own owns the metastore."),
        };
    }

    AccessCheck Of(CatalogResource resource, AccessState state, string? reason) => new(
        resource.Subject(),
        resource.WorkspaceUrl.ToString(),
        state,
        reason,
        state is AccessState.Missing ? remedies.ForDatabricks(resource) : null);
}
