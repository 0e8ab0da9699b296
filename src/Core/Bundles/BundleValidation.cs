using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles;

/// <summary>A bundle that was read, and what there is to say about it.</summary>
/// <param name="Bundle">As far as it could be read; only worth using when there are no errors.</param>
public sealed record BundleValidation(ResolvedBundle Bundle, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool IsValid => Diagnostics.All(diagnostic => diagnostic.Severity is not Severity.Error);

    /// <summary>Reads a bundle for a workspace and a deployer that are known; asks nobody.</summary>
    public static BundleValidation Of(BundleRequest request, Uri workspace, DatabricksUser deployer)
    {
        var findings = new Findings();
        var root = ResolvePhases.Run(request, new(workspace, deployer), findings);
        var nodes = findings.HasErrors ? [] : ResourceNodes.Of(root, findings);
        return new(new ResolvedBundle(root, request.Files, deployer) { Nodes = nodes }, findings.All);
    }

    /// <summary>Adds what this engine cannot deploy, though it is no fault of the bundle.</summary>
    internal BundleValidation ForDeployment()
    {
        var findings = new Findings();
        Unsupported.CheckResources(Bundle.Root, findings);
        return this with { Diagnostics = [.. Diagnostics, .. findings.All] };
    }
}
