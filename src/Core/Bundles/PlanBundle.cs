using ReleasePortal.Core.Bundles.Applying;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles;

/// <summary>Says what a deployment would change. Reads the workspace, so drift shows; changes nothing.</summary>
public sealed class PlanBundle(ResolveBundle resolve)
{
    /// <exception cref="DatabricksException">The workspace could not be read.</exception>
    public async Task<BundlePlanOutcome> RunAsync(BundleRequest request, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        var valid = await (await resolve.RunAsync(request, workspace, cancellationToken)).ForDeploymentAsync(workspace, cancellationToken);
        if (!valid.IsValid)
        {
            return new BundlePlanOutcome.Invalid(valid.Diagnostics);
        }

        try
        {
            var remote = await RemoteBundle.ReadAsync(
                workspace, valid.Bundle, LocalState.Of(request, valid.Bundle, _ => { }), cancellationToken);
            FilesInTheWay.Check(valid.Bundle, remote);
            var resources = await new ResourceDiff(valid.Bundle.Nodes, remote.Entries, workspace).ReadAsync(cancellationToken);
            return new BundlePlanOutcome.Planned(BundlePlan.Of(valid.Bundle, remote, resources), valid.Diagnostics)
            {
                Document = PlanDocument.Of(remote.State, resources),
                Jobs = BundleJobs.In(valid.Bundle),
            };
        }
        catch (BundleInvalidException fault)
        {
            return new BundlePlanOutcome.Invalid([.. valid.Diagnostics, .. fault.Diagnostics]);
        }
    }
}

public abstract record BundlePlanOutcome
{
    BundlePlanOutcome() { }

    /// <param name="Diagnostics">Warnings and recommendations.</param>
    public sealed record Planned(BundlePlan Plan, IReadOnlyList<Diagnostic> Diagnostics) : BundlePlanOutcome
    {
        /// <summary>The plan as <c>databricks bundle plan -o json</c> writes it. It holds live settings as they are:
        /// not for keeping.</summary>
        public required string Document { get; init; }

        /// <summary>By the keys of the bundle's jobs: the keys of their tasks.</summary>
        public required IReadOnlyDictionary<string, IReadOnlyList<string>> Jobs { get; init; }
    }

    /// <summary>The release is wrong, or the workspace holds a state that only a person can settle.</summary>
    public sealed record Invalid(IReadOnlyList<Diagnostic> Diagnostics) : BundlePlanOutcome;
}
