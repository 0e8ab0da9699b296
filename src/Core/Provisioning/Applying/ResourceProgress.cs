using System.Text.Json;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Provisioning.Applying;

/// <summary>How far a deployment is with one of the resources that it changes.</summary>
/// <param name="Action">What its plan says.</param>
/// <param name="State">Null before it is begun.</param>
public sealed record ResourceProgress(string Id, string Kind, string Name, ChangeAction Action, ApplyState? State)
{
    /// <summary>In the plan's order; empty when the deployment changes none, or has not begun.</summary>
    internal static IEnumerable<ResourceProgress> Of(Deployment deployment)
    {
        if (deployment is not { StartedAt: not null, Promotion.PlanJson: { } json })
        {
            return [];
        }

        var states = StatesOf(deployment);
        return PlanView.Of(Plan.FromJson(json).Resources)
            .Where(change => change.Action is ChangeAction.Create or ChangeAction.Update)
            .Select(
                change => new ResourceProgress(
                    change.Key, change.Type, change.Name, change.Action, states.TryGetValue(change.Key, out var state) ? state : null));
    }

    /// <summary>By the resources' ids.</summary>
    internal static Dictionary<string, ApplyState> StatesOf(Deployment? deployment) =>
        deployment?.Steps.FirstOrDefault(step => step.Name is nameof(ProvisionResources))?.Journal
            .GetValueOrDefault(ApplyJournal.ProgressKey) is { } json
            ? JsonSerializer.Deserialize<Dictionary<string, ApplyState>>(json)!
            : [];
}
