using ReleasePortal.Core.Clients.Azure;

namespace ReleasePortal.Core.Provisioning.Access;

/// <summary>Whether the service principal may do in Azure what a stage's resources need.</summary>
public sealed class AzureAccess(AzureResources azure, AzurePermissions permissions, AccessRemedies remedies)
{
    /// <summary>Of the list of resource providers. Source: https://learn.microsoft.com/rest/api/resources/providers/get</summary>
    const string ProvidersVersion = "2021-04-01";

    internal async Task<IEnumerable<AccessCheck>> ActionsAsync(StageBlueprint blueprint, CancellationToken cancellationToken)
    {
        var subscription = SubscriptionOf(blueprint);
        var usual = await IsMissingAsync(blueprint.Group, cancellationToken) ? subscription : blueprint.Group.Id;
        var needed = Needed([.. blueprint.Resources.OfType<AzureResource>()], usual, subscription).DistinctBy(
            need => (need.Action, need.Scope))
            .ToList();
        var granted = new Dictionary<string, GrantedActions?>(StringComparer.Ordinal);
        foreach (var scope in needed.SelectMany(need => need.Scopes).Distinct(StringComparer.Ordinal))
        {
            granted[scope] = await permissions.ReadAsync(scope, cancellationToken);
        }

        return needed.Select(need => Check(need, granted));
    }

    internal async Task<IEnumerable<AccessCheck>> ProvidersAsync(StageBlueprint blueprint, CancellationToken cancellationToken)
    {
        var names = blueprint.Resources.OfType<AzureResource>().Select(resource => resource.Type.Split('/')[0])
            .Where(name => name is not ("Microsoft.Resources" or "Microsoft.Authorization")).Distinct(StringComparer.Ordinal);
        var subscription = SubscriptionOf(blueprint);
        return await Task.WhenAll(names.Select(async name => await RegistrationAsync(subscription, name, cancellationToken) is "Registered"
            ? new AccessCheck($"Resource provider {name}", subscription, AccessState.Granted)
            : new(
                $"Resource provider {name}", subscription, AccessState.Missing, "It is not registered in the subscription.",
                remedies.ForProvider(name))));
    }

    /// <summary>What may not be read may be there.</summary>
    async Task<bool> IsMissingAsync(AzureResource resource, CancellationToken cancellationToken)
    {
        try
        {
            return await NamedFaults.AskAsync(
                $"{resource.Subject()} could not be read",
                token => azure.ReadAsync(resource.Id, resource.ApiVersion, token),
                cancellationToken) is null;
        }
        catch (AzureException fault) when (fault.IsDenied)
        {
            return false;
        }
    }

    /// <summary>Operations are asked for below the subscription; Azure is content with a role on the group whose
    /// resource they work on.</summary>
    static IEnumerable<Need> Needed(IReadOnlyList<AzureResource> resources, string usual, string subscription) =>
    [
        .. resources.SelectMany(resource => resource.Actions.Select(action => new Need(
            action, [resource.IsAdopted ? resource.Id : IsOfSubscription(action) ? subscription : usual]))),
        .. resources.SelectMany(resource => resource.ActionsElsewhere).Select(elsewhere => new Need(elsewhere.Action, [elsewhere.On])),
        .. resources.Select(resource => resource.Following).OfType<string>().Select(action => new Need(action, [usual, subscription])),
    ];

    /// <summary>What was deleted lies in no group any more.</summary>
    static bool IsOfSubscription(string action) => action.Contains("/deletedVaults/", StringComparison.Ordinal);

    AccessCheck Check(Need need, Dictionary<string, GrantedActions?> granted) => need.Scopes.Select(scope => granted[scope]).ToList() switch
    {
        var known when known.Exists(one => one?.Allows(need.Action) is true) => new(need.Action, need.Scope, AccessState.Granted),
        var known when known.TrueForAll(one => one is null) => Missing(need, "Azure does not tell what is allowed here."),
        _ => Missing(need, null),
    };

    AccessCheck Missing(Need need, string? reason) =>
        new(need.Action, need.Scope, AccessState.Missing, reason, remedies.ForAction(need.Action, need.Scope));

    async Task<string?> RegistrationAsync(string subscription, string name, CancellationToken cancellationToken)
    {
        try
        {
            var provider = await NamedFaults.AskAsync(
                $"Resource provider {name} could not be read",
                token => azure.ReadAsync($"{subscription}/providers/{name}", ProvidersVersion, token),
                cancellationToken);
            return (string?)provider?["registrationState"];
        }
        catch (AzureException fault) when (fault.IsDenied)
        {
            return null;
        }
    }

    static string SubscriptionOf(StageBlueprint blueprint) => string.Join('/', blueprint.Group.Id.Split('/')[..3]);

    /// <param name="Scopes">One of them is enough; the last is where it is best given.</param>
    sealed record Need(string Action, IReadOnlyList<string> Scopes)
    {
        public string Scope => Scopes[^1];
    }
}
