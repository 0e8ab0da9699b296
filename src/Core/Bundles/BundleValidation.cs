using ReleasePortal.Core.Bundles.Checks;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Sync;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles;

/// <summary>A bundle that was read, and what there is to say about it.</summary>
/// <param name="Bundle">As far as it could be read; only worth using when there are no errors.</param>
public sealed record BundleValidation(ResolvedBundle Bundle, IReadOnlyList<Diagnostic> Diagnostics)
{
    static readonly Dictionary<string, LookupAnswer> NobodyAsked = [];

    public bool IsValid => Diagnostics.All(diagnostic => diagnostic.Severity is not Severity.Error);

    /// <summary>Reads a bundle for a workspace and a deployer that are known; asks nobody, so lookups find nothing.</summary>
    public static BundleValidation Of(BundleRequest request, Uri workspace, DatabricksUser deployer) =>
        Of(BundleDraft.Load(request, new(workspace, deployer)), NobodyAsked);

    /// <param name="draft">What was read.</param>
    /// <param name="answers">To its lookups, by variable.</param>
    internal static BundleValidation Of(BundleDraft draft, IReadOnlyDictionary<string, LookupAnswer> answers)
    {
        var root = draft.Complete(answers);
        var source = draft.Request.Files.SeenFrom(draft.Target.SyncRoot.Folder);
        var synced = draft.Target.IsReadable ? SyncedFiles.Of(root, source, draft.Findings) : source;
        var nodes = draft.Findings.HasErrors ? [] : ResourceNodes.Of(root, draft.Findings);
        return new(new ResolvedBundle(root, synced, draft.Facts.User) { Nodes = nodes, Source = source }, draft.Findings.All);
    }

    /// <summary>Adds what a person should know and what stops no deployment.</summary>
    public BundleValidation ForValidation()
    {
        var findings = new Findings();
        TaskCompute.Check(Bundle.Root, findings);
        return With(findings);
    }

    /// <summary>
    /// Adds what this engine cannot deploy, though it is no fault of the bundle, and turns libraries into what is uploaded.
    /// </summary>
    public BundleValidation ForDeployment()
    {
        var findings = new Findings();
        Unsupported.Check(Bundle.Root, findings);
        var libraries = new LocalLibraries(Bundle.Source, Bundle.WorkspacePath("artifact_path"), findings);
        var root = libraries.Replace(Bundle.Root);
        var nodes = IsValid && !findings.HasErrors ? ResourceNodes.Of(root, findings) : [];
        var bundle = new ResolvedBundle(root, Bundle.Files, Bundle.Deployer)
        { Nodes = nodes, Source = Bundle.Source, Libraries = libraries.Found };
        return new(bundle, [.. Diagnostics, .. findings.All]);
    }

    /// <summary>The same, with what only the workspace can tell about it.</summary>
    internal async Task<BundleValidation> ForDeploymentAsync(DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        var valid = ForDeployment();
        var findings = new Findings();
        if (valid.IsValid)
        {
            await ArtifactVolume.CheckAsync(valid.Bundle, workspace, findings, cancellationToken);
        }

        return valid.With(findings);
    }

    internal BundleValidation With(Findings findings) => this with { Diagnostics = [.. Diagnostics, .. findings.All] };

    /// <summary>What is deployed where, and every warning, as lines of a log.</summary>
    internal void Tell(Action<string> log)
    {
        log(
            $"Bundle {Bundle.Name} for target {Bundle.Target}, deployed to {Bundle.Host} as {Bundle.Deployer.DisplayName ?? Bundle.Deployer.UserName}");
        foreach (var warning in Diagnostics)
        {
            log($"{warning.Severity}: {warning.Summary}{(warning.Locations is [var place, ..] ? $" ({place})" : "")}");
        }
    }

    /// <summary>As `databricks bundle validate` prints it.</summary>
    public string ToText() => ValidationText.Of(this);
}
