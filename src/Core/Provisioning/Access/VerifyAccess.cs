using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Access;

/// <summary>Looks whether the service principal may do all that a stage's resources need; changes nothing.</summary>
public sealed class VerifyAccess(AzureAccess azure, CatalogAccess catalog, ResourceAccess access)
{
    /// <exception cref="AzureException">There was no answer.</exception>
    /// <exception cref="DatabricksException">There was no answer.</exception>
    public async Task<IReadOnlyList<AccessCheck>> RunAsync(StageBlueprint blueprint, CancellationToken cancellationToken)
    {
        var checks = await Task.WhenAll(
            azure.ActionsAsync(blueprint, cancellationToken), azure.ProvidersAsync(blueprint, cancellationToken),
            catalog.CheckAsync(blueprint, cancellationToken));
        return [.. checks.SelectMany(part => part), .. await WarningsAsync(blueprint, cancellationToken)];
    }

    /// <summary>What a person must know, for nobody can look it up.</summary>
    async Task<IEnumerable<AccessCheck>> WarningsAsync(StageBlueprint blueprint, CancellationToken cancellationToken)
    {
        var workspace = blueprint.Resources.OfType<Workspace>().SingleOrDefault();
        var found = workspace is null ? null : (await access.ReadAsync(workspace, cancellationToken)).Body;
        var warnings = await Task.WhenAll(blueprint.Resources.Select(async resource =>
            (resource.Id, Warning: await resource.WarningAsync(_ => Task.FromResult(found)))));
        return from item in warnings
               where item.Warning is not null
               select new AccessCheck(item.Warning!.Title.TrimEnd('.'), item.Id, AccessState.Unknown, item.Warning.Detail);
    }
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
