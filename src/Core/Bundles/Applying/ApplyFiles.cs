using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>Brings the bundle's files into the workspace and takes away those that are gone from the bundle.</summary>
sealed class ApplyFiles(DatabricksWorkspace workspace, ResolvedBundle bundle, RemoteBundle remote, TimeProvider clock)
{
    /// <summary>A workspace limits the calls per second; more at once only earns 429.</summary>
    const int AtOnce = 10;

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
        foreach (var folder in stale.SelectMany(Folders).Distinct(StringComparer.Ordinal).Where(folder => !kept.Contains(folder)).OrderByDescending(folder => folder.Length))
        {
            await workspace.Files.DeleteAsync($"{bundle.FilePath}/{folder}", recursive: false, cancellationToken);
        }
    }

    async Task MakeFoldersAsync(string[] uploads, CancellationToken cancellationToken)
    {
        await workspace.Files.MakeDirectoryAsync(bundle.FilePath, cancellationToken);
        var folders = uploads.Select(path => Folders(path).FirstOrDefault()).OfType<string>().Distinct(StringComparer.Ordinal);
        await EachAsync(folders, (folder, token) => workspace.Files.MakeDirectoryAsync($"{bundle.FilePath}/{folder}", token), cancellationToken);
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
        await WriteAsync("deployment.json", deployment, StateJson.Default.DeploymentFile, cancellationToken);
        await WriteDigestsAsync(deployment, _files.Paths.ToDictionary(path => path, _files.Sha256, StringComparer.Ordinal), cancellationToken);
    }

    Task WriteDigestsAsync(DeploymentFile deployment, Dictionary<string, string> digests, CancellationToken cancellationToken)
    {
        var file = new FileDigests { DeploymentId = deployment.Id, DeploymentSeq = deployment.Seq, Files = digests };
        return WriteAsync(StatePaths.FileDigests, file, StateJson.Default.FileDigests, cancellationToken);
    }

    Task WriteAsync<T>(string name, T content, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        workspace.Files.ImportFileAsync(
            $"{bundle.StatePath}/{name}", JsonSerializer.SerializeToUtf8Bytes(content, type), overwrite: true, cancellationToken);

    /// <summary>The folders above a file, the nearest first.</summary>
    static IEnumerable<string> Folders(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }
    }

    static Task EachAsync(IEnumerable<string> items, Func<string, CancellationToken, Task> act, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (item, token) => await act(item, token));
}
