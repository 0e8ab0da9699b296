using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Looks whether the service principal may do all that a stage's resources need; changes nothing.</summary>
public sealed class VerifyAccess(
    AzureResources azure, AzurePermissions permissions, ResourceAccess access, StageBlueprints blueprints, MetastorePrivileges metastore,
    AccessRemedies remedies)
{
    /// <summary>Of the list of resource providers. Source: https://learn.microsoft.com/rest/api/resources/providers/get</summary>
    const string ProvidersVersion = "2021-04-01";

    /// <exception cref="AzureException">There was no answer.</exception>
    /// <exception cref="DatabricksException">There was no answer.</exception>
    public async Task<IReadOnlyList<AccessCheck>> RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var blueprint = blueprints.Of(stage);
        var checks = await Task.WhenAll(
            InAzureAsync(blueprint, cancellationToken), ProvidersAsync(blueprint, cancellationToken), InDatabricksAsync(blueprint, cancellationToken));
        return [.. checks.SelectMany(part => part)];
    }

    async Task<IEnumerable<AccessCheck>> InAzureAsync(StageBlueprint blueprint, CancellationToken cancellationToken)
    {
        var (group, subscription) = (blueprint.Group.Id, SubscriptionOf(blueprint));
        var usual = await IsMissingAsync(blueprint.Group, cancellationToken) ? subscription : group;
        var granted = new Dictionary<string, GrantedActions?>(StringComparer.Ordinal);
        foreach (var scope in new[] { usual, subscription }.Distinct(StringComparer.Ordinal))
        {
            granted[scope] = await permissions.ReadAsync(scope, cancellationToken);
        }

        return blueprint.Resources.OfType<AzureResource>().SelectMany(resource => resource.Actions).Distinct(StringComparer.Ordinal)
            .Select(action => Check(action, action.Contains("/locations/", StringComparison.Ordinal) ? subscription : usual, granted));
    }

    AccessCheck Check(string action, string scope, Dictionary<string, GrantedActions?> granted) => granted[scope] switch
    {
        { } known when known.Allows(action) => new(action, scope, AccessState.Granted),
        { } => new(action, scope, AccessState.Missing, Remedy: remedies.ForAction(action, scope)),
        null => new(action, scope, AccessState.Missing, "Azure does not tell what is allowed here.", remedies.ForAction(action, scope)),
    };

    async Task<IEnumerable<AccessCheck>> ProvidersAsync(StageBlueprint blueprint, CancellationToken cancellationToken)
    {
        var names = blueprint.Resources.OfType<AzureResource>().Select(resource => resource.Type.Split('/')[0])
            .Where(name => name is not ("Microsoft.Resources" or "Microsoft.Authorization")).Distinct(StringComparer.Ordinal);
        var subscription = SubscriptionOf(blueprint);
        return await Task.WhenAll(names.Select(async name => await RegistrationAsync(subscription, name, cancellationToken) is "Registered"
            ? new AccessCheck($"Resource provider {name}", subscription, AccessState.Granted)
            : new($"Resource provider {name}", subscription, AccessState.Missing, "It is not registered in the subscription.", remedies.ForProvider(name))));
    }

    async Task<string?> RegistrationAsync(string subscription, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (string?)(await azure.ReadAsync($"{subscription}/providers/{name}", ProvidersVersion, cancellationToken))?["registrationState"];
        }
        catch (AzureException fault) when (fault.IsDenied)
        {
            return null;
        }
    }

    /// <summary>A workspace that is still to be made cannot be asked.</summary>
    async Task<IEnumerable<AccessCheck>> InDatabricksAsync(StageBlueprint blueprint, CancellationToken cancellationToken)
    {
        var workspace = blueprint.Resources.OfType<Workspace>().SingleOrDefault();
        var isThere = workspace is null || !await IsMissingAsync(workspace, cancellationToken);
        var resources = blueprint.Resources.OfType<CatalogResource>().ToList();
        if (!isThere || resources.Count == 0)
        {
            return resources.Select(resource => Of(resource, AccessState.Unknown, "The workspace is still to be made."));
        }

        var allows = await metastore.ReadAsync(resources[0].WorkspaceUrl, cancellationToken);
        return await Task.WhenAll(resources.Select(resource => TryAsync(resource, allows, cancellationToken)));
    }

    async Task<AccessCheck> TryAsync(CatalogResource resource, Func<string, bool>? allows, CancellationToken cancellationToken)
    {
        var found = await access.ReadAsync(resource, id => azure.ReadAsync(id, new Workspace(resource.Stage).ApiVersion, cancellationToken), cancellationToken);
        return (found, resource.Privilege) switch
        {
            ({ Denied: { } denied }, _) => Of(resource, AccessState.Missing, denied),
            ({ Body: not null }, _) or (_, null) => Of(resource, AccessState.Granted, null),
            _ when allows is null => Of(resource, AccessState.Unknown, "The workspace does not tell what may be made in its metastore."),
            (_, { } privilege) when allows(privilege) => Of(resource, AccessState.Granted, null),
            (_, { } privilege) => Of(resource, AccessState.Missing, $"The service principal lacks {privilege} on the metastore, and is not its owner."),
        };
    }

    AccessCheck Of(CatalogResource resource, AccessState state, string? reason) => new(
        $"{resource.Kind} {resource.Name}",
        resource.WorkspaceUrl.ToString(),
        state,
        reason,
        state is AccessState.Missing ? remedies.ForDatabricks(resource) : null);

    /// <summary>What may not be read may be there.</summary>
    async Task<bool> IsMissingAsync(AzureResource resource, CancellationToken cancellationToken)
    {
        try
        {
            return await azure.ReadAsync(resource.Id, resource.ApiVersion, cancellationToken) is null;
        }
        catch (AzureException fault) when (fault.IsDenied)
        {
            return false;
        }
    }

    static string SubscriptionOf(StageBlueprint blueprint) => string.Join('/', blueprint.Group.Id.Split('/')[..3]);
}

/// <param name="Action">Azure's action, a resource provider, or what was tried in Databricks.</param>
/// <param name="Reason">Why it is missing, where the action does not say enough.</param>
/// <param name="Remedy">How somebody grants it: a command, or the place.</param>
public sealed record AccessCheck(string Action, string Scope, AccessState State, string? Reason = null, string? Remedy = null)
{
    public bool IsMissing => State is AccessState.Missing;
}

public enum AccessState
{
    Granted,
    Missing,

    /// <summary>Nobody can say yet.</summary>
    Unknown,
}
