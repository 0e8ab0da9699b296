using System.Text.Json.Serialization.Metadata;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.State;

/// <summary>What the deployment before left in the workspace.</summary>
sealed record RemoteBundle
{
    public StateFile? State { get; private init; }

    public DeploymentFile? Deployment { get; private init; }

    /// <summary>Path to SHA-256 of the files whose content is known.</summary>
    public IReadOnlyDictionary<string, string> Digests { get; private init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Everything below the files' folder, relative to it, as the workspace names it now.</summary>
    public IReadOnlySet<string> LivePaths { get; private init; } = new HashSet<string>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, StateEntry> Entries =>
        State?.State ?? new Dictionary<string, StateEntry>(StringComparer.Ordinal);

    /// <exception cref="BundleInvalidException">The state is not one that this engine may continue.</exception>
    public static async Task<RemoteBundle> ReadAsync(DatabricksWorkspace workspace, ResolvedBundle bundle, CancellationToken cancellationToken)
    {
        var state = ReadAsync(workspace, $"{bundle.StatePath}/resources.json", StateJson.Default.StateFile, cancellationToken);
        var terraform = workspace.Files.StatusAsync($"{bundle.StatePath}/terraform.tfstate", cancellationToken);
        var deployment = ReadAsync(workspace, $"{bundle.StatePath}/deployment.json", StateJson.Default.DeploymentFile, cancellationToken);
        var digests = ReadAsync(workspace, $"{bundle.StatePath}/{StatePaths.FileDigests}", StateJson.Default.FileDigests, cancellationToken);
        var live = LiveFiles.ReadAsync(workspace, bundle.FilePath, cancellationToken);
        await Task.WhenAll(state, terraform, deployment, digests, live);

        Check(await state, await terraform is not null);
        var remote = new RemoteBundle { State = await state, Deployment = await deployment, LivePaths = await live };
        return await digests is { } known && known.BelongsTo(remote.Deployment) ? remote with { Digests = known.Files } : remote;
    }

    static void Check(StateFile? state, bool terraform)
    {
        if (state is null && terraform)
        {
            throw new BundleInvalidException(
                "This bundle was deployed with the terraform engine. Migrate it first: databricks bundle deployment migrate.");
        }

        if (state is { StateVersion: > StateFile.Version } or { Features: not null })
        {
            throw new BundleInvalidException(
                $"resources.json has version {state.StateVersion}{(state.Features is null ? "" : " with features")}; this engine knows version {StateFile.Version}.");
        }
    }

    static async Task<T?> ReadAsync<T>(DatabricksWorkspace workspace, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        await workspace.Files.ExportAsync(path, cancellationToken) is { } content ? StateJson.Read(path, content, type) : null;
}
