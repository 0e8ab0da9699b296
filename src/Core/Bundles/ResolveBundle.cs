using Microsoft.Extensions.Logging;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles;

/// <summary>
/// Loads, resolves and checks a bundle for a target. Asks the workspace who deploys and what variables look up, and nothing else.
/// </summary>
public sealed partial class ResolveBundle(ILogger<ResolveBundle> log)
{
    public async Task<BundleValidation> RunAsync(BundleRequest request, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        var draft = BundleDraft.Load(request, new(workspace.Url, await workspace.MeAsync(cancellationToken)));
        var valid = BundleValidation.Of(draft, await LookupAnswer.AskAsync(draft.Lookups, workspace, cancellationToken));
        LogResolved(valid.Bundle.Name, valid.Bundle.Target, valid.Diagnostics.Count, valid.IsValid);
        return valid;
    }

    [LoggerMessage(LogLevel.Information, "Resolved bundle {Bundle} for {Target}: {Findings} finding(s), valid: {IsValid}")]
    partial void LogResolved(string bundle, string target, int findings, bool isValid);
}
