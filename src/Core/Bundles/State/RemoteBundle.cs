using System.Text.Json.Serialization.Metadata;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.State;

/// <summary>What the deployment before left in the workspace.</summary>
sealed record RemoteBundle
{
    public StateFile? State { get; private init; }

    public DeploymentFile? Deployment { get; private init; }

    /// <summary>Creates that earlier deployments noted.</summary>
    public PendingCreates Pending { get; private init; } = PendingCreates.None;

    /// <summary>Those of them that happened without getting into the state.</summary>
    public IReadOnlyDictionary<string, StateEntry> Lost { get; private init; } = new Dictionary<string, StateEntry>(StringComparer.Ordinal);

    /// <summary>Path to SHA-256 of the files whose content is known.</summary>
    public IReadOnlyDictionary<string, string> Digests { get; private init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Name to SHA-256 of the libraries whose content is known.</summary>
    public IReadOnlyDictionary<string, string> LibraryDigests { get; private init; } = new Dictionary<string, string>(
        StringComparer.Ordinal);

    /// <summary>The names of the libraries that lie in the workspace now; read only for a bundle with libraries.</summary>
    public IReadOnlySet<string> LiveLibraries { get; private init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Everything below the files' folder, relative to it, as the workspace names it now.</summary>
    public IReadOnlySet<string> LivePaths { get; private init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What belongs to the bundle: the state's, and what was lost.</summary>
    public IReadOnlyDictionary<string, StateEntry> Entries =>
        Lost.UnionBy(State?.State ?? new Dictionary<string, StateEntry>(StringComparer.Ordinal), entry => entry.Key)
            .ToDictionary(StringComparer.Ordinal);

    /// <param name="local">The state on this machine; null where none is kept.</param>
    /// <exception cref="BundleInvalidException">The state is not one that this engine may continue.</exception>
    public static async Task<RemoteBundle> ReadAsync(
        DatabricksWorkspace workspace, ResolvedBundle bundle, LocalState? local, CancellationToken cancellationToken)
    {
        var folder = bundle.StatePath;
        var state = ReadAsync(workspace, $"{folder}/{StatePaths.Resources}", StateJson.Default.StateFile, cancellationToken);
        var terraform = ReadAsync(workspace, $"{folder}/terraform.tfstate", StateJson.Default.TerraformState, cancellationToken);
        var deployment = ReadAsync(workspace, $"{folder}/{StatePaths.Deployment}", StateJson.Default.DeploymentFile, cancellationToken);
        var digests = ReadAsync(workspace, $"{folder}/{StatePaths.FileDigests}", StateJson.Default.FileDigests, cancellationToken);
        var pending = ReadAsync(workspace, $"{folder}/{StatePaths.PendingCreates}", StateJson.Default.PendingCreates, cancellationToken);
        var live = LiveFiles.ReadAsync(workspace, bundle.FilePath, cancellationToken);
        var libraries = bundle.Libraries.Count == 0
            ? Task.FromResult<IReadOnlySet<string>>(new HashSet<string>(StringComparer.Ordinal))
            : LibraryFolder.Of(bundle, workspace).ReadAsync(cancellationToken);
        await Task.WhenAll(state, terraform, deployment, digests, pending, live, libraries);

        var remote = new RemoteBundle
        {
            State = ChooseState.Of(await state, local?.Read(), await terraform),
            Deployment = await deployment,
            Pending = await pending ?? PendingCreates.None,
            LivePaths = await live,
            LiveLibraries = await libraries,
        };
        remote = remote with { Lost = await new LostResources(workspace, remote.Entries).FindAsync(remote.Pending, cancellationToken) };
        return await digests is { } known && known.BelongsTo(remote.Deployment)
            ? remote with { Digests = known.Files, LibraryDigests = known.Libraries }
            : remote with { Digests = local?.Sync.Digests(bundle, remote.Deployment) ?? remote.Digests };
    }

    static async Task<T?> ReadAsync<T>(
        DatabricksWorkspace workspace, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        await workspace.Files.ExportAsync(path, cancellationToken) is { } content ? StateJson.Read(path, content, type) : null;
}
