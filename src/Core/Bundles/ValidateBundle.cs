using Microsoft.Extensions.Logging;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles;

/// <summary>Loads, resolves and checks a bundle for a target. Asks the workspace only who deploys; changes nothing.</summary>
public sealed partial class ValidateBundle(ILogger<ValidateBundle> log)
{
    public async Task<BundleValidation> RunAsync(BundleRequest request, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        var valid = As(request, workspace.Url, await workspace.MeAsync(cancellationToken));
        LogValidated(valid.Bundle.Name, valid.Bundle.Target, valid.Diagnostics.Count, valid.IsValid);
        return valid;
    }

    /// <summary>Without asking anybody, for a deployer who is known already.</summary>
    public static BundleValidation As(BundleRequest request, Uri workspace, DatabricksUser deployer)
    {
        var findings = new Findings();
        var root = ResolvePhases.Run(request, new(workspace, deployer), findings);
        var nodes = findings.HasErrors ? [] : ResourceNodes.Of(root, findings);
        return new(new ResolvedBundle(root, request.Files, deployer) { Nodes = nodes }, findings.All);
    }

    /// <summary>Validates and refuses what this engine cannot deploy.</summary>
    internal async Task<BundleValidation> ForDeploymentAsync(
        BundleRequest request, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        var valid = await RunAsync(request, workspace, cancellationToken);
        var findings = new Findings();
        Unsupported.CheckResources(valid.Bundle.Root, findings);
        return valid with { Diagnostics = [.. valid.Diagnostics, .. findings.All] };
    }

    [LoggerMessage(LogLevel.Information, "Validated bundle {Bundle} for {Target}: {Findings} finding(s), valid: {IsValid}")]
    partial void LogValidated(string bundle, string target, int findings, bool isValid);
}

/// <param name="Bundle">As far as it could be read; only worth using when there are no errors.</param>
public sealed record BundleValidation(ResolvedBundle Bundle, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool IsValid => Diagnostics.All(diagnostic => diagnostic.Severity is not Severity.Error);
}
