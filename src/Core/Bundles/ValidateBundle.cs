using Microsoft.Extensions.Logging;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles;

/// <summary>Loads, resolves and checks a bundle for a target. Asks the workspace only who deploys; changes nothing.</summary>
public sealed partial class ValidateBundle(ILogger<ValidateBundle> log)
{
    public async Task<BundleValidation> RunAsync(BundleRequest request, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        var valid = BundleValidation.Of(request, workspace.Url, await workspace.MeAsync(cancellationToken));
        LogValidated(valid.Bundle.Name, valid.Bundle.Target, valid.Diagnostics.Count, valid.IsValid);
        return valid;
    }

    [LoggerMessage(LogLevel.Information, "Validated bundle {Bundle} for {Target}: {Findings} finding(s), valid: {IsValid}")]
    partial void LogValidated(string bundle, string target, int findings, bool isValid);
}
