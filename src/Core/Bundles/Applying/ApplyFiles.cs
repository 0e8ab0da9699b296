using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>Brings the bundle's files into the workspace and takes away those that are gone from the bundle.</summary>
sealed class ApplyFiles(DatabricksWorkspace workspace, StateFolder folder, ResolvedBundle bundle, RemoteBundle remote, TimeProvider clock)
{
    /// <summary>A workspace limits the calls per second; more at once only earns 429.</summary>
    const int AtOnce = 20;

    readonly BundleFiles _files = bundle.Files;

    public async Task RunAsync(IReadOnlyList<FileChange> changes, CancellationToken cancellationToken)
    {
        var uploads = changes.Where(change => change.Action is FileAction.Added or FileAction.Changed).Select(change => change.Path).ToArray();
        await ForgetAsync(uploads, cancellationToken);
        await DeleteStaleAsync(cancellationToken);
        await MakeFoldersAsync(uploads, cancellationToken);
        await EachAsync(uploads, UploadAsync, cancellationToken);
        await RememberAsync(cancellationToken);
    }

    /// <summary>Until an upload is done, nobody knows what the workspace holds.</summary>
    async Task ForgetAsync(string[] uploads, CancellationToken cancellationToken)
    {
        if (remote.Deployment is { } deployment && uploads.Any(remote.Digests.ContainsKey))
        {
            var rest = remote.Digests.Where(file => !uploads.Contains(file.Key, StringComparer.Ordinal));
            await WriteDigestsAsync(deployment, rest.ToDictionary(StringComparer.Ordinal), cancellationToken);
        }
    }

    async Task DeleteStaleAsync(CancellationToken cancellationToken)
    {
        var wanted = _files.Paths.Select(path => RemoteFile.Of(path, _files.Read(path))).ToHashSet(StringComparer.Ordinal);
        var stale = (remote.Deployment?.Files ?? []).Select(RemoteFile.Of).Where(path => !wanted.Contains(path)).ToArray();
        await EachAsync(
            stale, (path, token) => workspace.Files.DeleteAsync($"{bundle.FilePath}/{path}", recursive: false, token), cancellationToken);

        // Deepest first, and only those in which nothing is left.
        var kept = wanted.Concat(remote.LivePaths.Except(stale, StringComparer.Ordinal)).SelectMany(Folders).ToHashSet(StringComparer.Ordinal);
        var empty = stale.SelectMany(Folders).Distinct(StringComparer.Ordinal).Where(path => !kept.Contains(path));
        foreach (var path in empty.OrderByDescending(path => path.Length))
        {
            await workspace.Files.DeleteAsync($"{bundle.FilePath}/{path}", recursive: false, cancellationToken);
        }
    }

    /// <summary>A folder comes with those above it; one in which something lies is there.</summary>
    async Task MakeFoldersAsync(string[] uploads, CancellationToken cancellationToken)
    {
        var there = remote.LivePaths.SelectMany(Parents).ToHashSet(StringComparer.Ordinal);
        var needed = uploads.Select(path => Parents(path).First()).Distinct(StringComparer.Ordinal).Where(path => !there.Contains(path)).ToArray();
        await EachAsync(
            needed.Where(path => !Array.Exists(needed, other => other.StartsWith(path + "/", StringComparison.Ordinal))),
            workspace.Files.MakeDirectoryAsync,
            cancellationToken);
    }

    Task UploadAsync(string path, CancellationToken cancellationToken) =>
        workspace.Files.ImportFileAsync($"{bundle.FilePath}/{path}", _files.Read(path), overwrite: true, cancellationToken);

    async Task RememberAsync(CancellationToken cancellationToken)
    {
        var deployment = new DeploymentFile
        {
            Seq = (remote.Deployment?.Seq ?? 0) + 1,
            Timestamp = clock.GetUtcNow(),
            Id = remote.Deployment?.Id ?? Guid.NewGuid(),
            Files = [.. _files.Paths.Select(path => new DeployedFile(path, Notebooks.IsNotebook(path, _files.Read(path))))],
        };
        await Task.WhenAll(
            folder.WriteAsync(StatePaths.Deployment, deployment, StateJson.Default.DeploymentFile, cancellationToken),
            WriteDigestsAsync(deployment, _files.Paths.ToDictionary(path => path, _files.Sha256, StringComparer.Ordinal), cancellationToken));
    }

    Task WriteDigestsAsync(DeploymentFile deployment, Dictionary<string, string> digests, CancellationToken cancellationToken)
    {
        var file = new FileDigests { DeploymentId = deployment.Id, DeploymentSeq = deployment.Seq, Files = digests };
        return folder.WriteAsync(StatePaths.FileDigests, file, StateJson.Default.FileDigests, cancellationToken);
    }

    /// <summary>The folders above a file, the nearest first.</summary>
    static IEnumerable<string> Folders(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }
    }

    /// <summary>Absolute, the nearest first, up to the files' folder itself.</summary>
    IEnumerable<string> Parents(string path) => [.. Folders(path).Select(each => $"{bundle.FilePath}/{each}"), bundle.FilePath];

    static Task EachAsync(IEnumerable<string> items, Func<string, CancellationToken, Task> act, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (item, token) => await act(item, token));
}
