using ReleasePortal.Core.Clients.Azure;

namespace ReleasePortal.Core.Provisioning.Planning;

/// <summary>Finds out before the first write which of the planned ones Azure would refuse.</summary>
public sealed class MissingPermissions(AzurePermissions permissions)
{
    /// <summary>Asks once for every place that would be written to; a plan without changes asks nothing.</summary>
    internal async Task<ResourceComparison[]> BlockAsync(ResourceComparison[] comparisons, CancellationToken cancellationToken)
    {
        var there = comparisons.Where(comparison => comparison.Found.Body is not null).Select(comparison => comparison.Wanted.Id).ToList();
        var asked = new Dictionary<string, Task<GrantedActions?>>(StringComparer.OrdinalIgnoreCase);
        Task<GrantedActions?> Granted(string scope) =>
            asked.TryGetValue(scope, out var answer) ? answer : asked[scope] = permissions.ReadAsync(scope, cancellationToken);
        return await Task.WhenAll(comparisons.ToList().Select(async comparison =>
        {
            if (comparison is not { Wanted: AzureResource wanted, Planned.Action: ResourceAction.Create or ResourceAction.Update })
            {
                return comparison;
            }

            var scope = ScopeOf(wanted, there);
            var needs = wanted.Actions.Where(IsToWrite).Select(action => new ActionElsewhere(action, scope)).Concat(wanted.ActionsElsewhere)
                .Select(need => (Need: need, Granted: Granted(need.On))).ToList();
            var granted = await Task.WhenAll(needs.Select(need => need.Granted));
            var missing = needs.Select((need, index) => (need.Need, Granted: granted[index]))
                .Where(need => need.Granted?.Allows(need.Need.Action) is false)
                .Select(need => $"The service principal lacks the permission '{need.Need.Action}' on '{need.Need.On}'.").ToList();
            return missing.Count > 0 ? comparison.Blocked(string.Join(' ', missing)) : comparison;
        }));
    }

    /// <summary>What may not be read is noticed by reading it.</summary>
    static bool IsToWrite(string action) => !action.EndsWith("/read", StringComparison.Ordinal);

    /// <summary>The nearest thing that exists; Azure tells no permissions on others.</summary>
    static string ScopeOf(AzureResource wanted, IEnumerable<string> there) => there
        .Where(
            id => wanted.Id.Equals(id, StringComparison.OrdinalIgnoreCase)
                || wanted.Id.StartsWith($"{id}/", StringComparison.OrdinalIgnoreCase))
        .MaxBy(id => id.Length) ?? string.Join('/', wanted.Id.Split('/')[..3]);
}
