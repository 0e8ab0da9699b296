using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles;

/// <summary>Says what a deployment would change. Reads the workspace, so drift shows; changes nothing.</summary>
public sealed class PlanBundle(ValidateBundle validate)
{
    /// <exception cref="DatabricksException">The workspace could not be read.</exception>
    public async Task<BundlePlanOutcome> RunAsync(BundleRequest request, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        var valid = await validate.ForDeploymentAsync(request, workspace, cancellationToken);
        if (!valid.IsValid)
        {
            return new BundlePlanOutcome.Invalid(valid.Diagnostics);
        }

        try
        {
            var remote = await RemoteBundle.ReadAsync(workspace, valid.Bundle, cancellationToken);
            var resources = await ResourceDiff.ReadAsync(valid.Bundle, remote, workspace, cancellationToken);
            return new BundlePlanOutcome.Planned(Plan(valid.Bundle, remote, resources), valid.Diagnostics);
        }
        catch (BundleInvalidException fault)
        {
            return new BundlePlanOutcome.Invalid([.. valid.Diagnostics, .. fault.Diagnostics]);
        }
    }

    internal static BundlePlan Plan(ResolvedBundle bundle, RemoteBundle remote, IReadOnlyList<PlannedResource> resources) => new()
    {
        Bundle = bundle.Name,
        Target = bundle.Target,
        Resources = [.. resources.Select(resource => resource.ToChange()).OrderBy(change => change.Key, StringComparer.Ordinal)],
        Files = FileDiff.Between(bundle.Files, remote),
    };
}

public abstract record BundlePlanOutcome
{
    BundlePlanOutcome() { }

    /// <param name="Diagnostics">Warnings and recommendations.</param>
    public sealed record Planned(BundlePlan Plan, IReadOnlyList<Diagnostic> Diagnostics) : BundlePlanOutcome;

    /// <summary>The release is wrong, or the workspace holds a state that only a person can settle.</summary>
    public sealed record Invalid(IReadOnlyList<Diagnostic> Diagnostics) : BundlePlanOutcome;
}
