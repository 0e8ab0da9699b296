using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>Brings the bundle's files into the workspace and takes away those that are gone from the bundle.</summary>
sealed class ApplyFiles(
    DatabricksWorkspace workspace, StateFolder folder, ResolvedBundle bundle, RemoteBundle remote, LocalSync? local, TimeProvider clock)
{
    /// <summary>A workspace limits the calls per second; more at once only earns 429.</summary>
    const int AtOnce = 20;

    readonly BundleFiles _files = bundle.Files;

    public async Task RunAsync(BundlePlan plan, CancellationToken cancellationToken)
    {
        await ForgetAsync(plan, cancellationToken);
        await Task.WhenAll(
            BringAsync([.. plan.Files.Where(file => file.IsUpload).Select(file => file.Path)], cancellationToken),
            new ApplyLibraries(workspace, bundle, remote).RunAsync(plan.Libraries, cancellationToken));
        await RememberAsync(cancellationToken);
    }

    /// <summary>Until an upload is done, nobody knows what the workspace holds.</summary>
    async Task ForgetAsync(BundlePlan plan, CancellationToken cancellationToken)
    {
        local?.Forget(bundle, plan.Files.Where(file => file.IsUpload).Select(file => file.Path).ToHashSet(StringComparer.Ordinal));
        if (remote.Deployment is { } deployment
            && (plan.Files.Any(file => file.IsUpload && remote.Digests.ContainsKey(file.Path))
                || plan.Libraries.Any(file => file.IsUpload && remote.LibraryDigests.ContainsKey(file.Path))))
        {
            await WriteDigestsAsync(
                deployment, Without(remote.Digests, plan.Files), Without(remote.LibraryDigests, plan.Libraries), cancellationToken);
        }
    }

    static Dictionary<string, string> Without(IReadOnlyDictionary<string, string> digests, IReadOnlyList<FileChange> changes)
    {
        var uploads = changes.Where(change => change.IsUpload).Select(change => change.Path).ToHashSet(StringComparer.Ordinal);
        return digests.Where(file => !uploads.Contains(file.Key)).ToDictionary(StringComparer.Ordinal);
    }

    async Task BringAsync(string[] uploads, CancellationToken cancellationToken)
    {
        await DeleteStaleAsync(cancellationToken);
        await MakeFoldersAsync(uploads, cancellationToken);
        await EachAsync(uploads, UploadAsync, cancellationToken);
    }

    async Task DeleteStaleAsync(CancellationToken cancellationToken)
    {
        var wanted = _files.Paths.Select(path => RemoteFile.Of(path, _files.Read(path))).ToHashSet(StringComparer.Ordinal);
        var stale = (remote.Deployment?.Files ?? []).Select(RemoteFile.Of).Where(path => !wanted.Contains(path)).ToArray();
        await EachAsync(
            stale, (path, token) => workspace.Files.DeleteAsync($"{bundle.FilePath}/{path}", recursive: false, token), cancellationToken);

        // Deepest first, and only those in which nothing is left.
        var kept = wanted.Concat(remote.LivePaths.Except(stale, StringComparer.Ordinal))
            .SelectMany(RelativePath.Folders)
            .ToHashSet(StringComparer.Ordinal);
        var empty = stale.SelectMany(RelativePath.Folders).Distinct(StringComparer.Ordinal).Where(path => !kept.Contains(path));
        foreach (var path in empty.OrderByDescending(path => path.Length))
        {
            await workspace.Files.DeleteAsync($"{bundle.FilePath}/{path}", recursive: false, cancellationToken);
        }
    }

    /// <summary>A folder comes with those above it; one in which something lies is there.</summary>
    async Task MakeFoldersAsync(string[] uploads, CancellationToken cancellationToken)
    {
        var there = remote.LivePaths.SelectMany(Parents).ToHashSet(StringComparer.Ordinal);
        var needed = uploads.Select(path => Parents(path).First())
            .Distinct(StringComparer.Ordinal)
            .Where(path => !there.Contains(path))
            .ToArray();
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
            WriteDigestsAsync(
                deployment,
                _files.Paths.ToDictionary(path => path, _files.Sha256, StringComparer.Ordinal),
                bundle.Libraries.ToDictionary(
                    library => library.Name, library => bundle.Source.Sha256(library.Path), StringComparer.Ordinal),
                cancellationToken));
        local?.Remember(bundle, deployment);
    }

    Task WriteDigestsAsync(
        DeploymentFile deployment, Dictionary<string, string> files, Dictionary<string, string> libraries,
        CancellationToken cancellationToken)
    {
        var file = new FileDigests { DeploymentId = deployment.Id, DeploymentSeq = deployment.Seq, Files = files, Libraries = libraries };
        return folder.WriteAsync(StatePaths.FileDigests, file, StateJson.Default.FileDigests, cancellationToken);
    }

    /// <summary>Absolute, the nearest first, up to the files' folder itself.</summary>
    IEnumerable<string> Parents(string path) =>
        [.. RelativePath.Folders(path).Select(each => $"{bundle.FilePath}/{each}"), bundle.FilePath];

    static Task EachAsync(IEnumerable<string> items, Func<string, CancellationToken, Task> act, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (item, token) => await act(item, token));
}
