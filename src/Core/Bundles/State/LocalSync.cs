using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ReleasePortal.Core.Bundles.State;

/// <summary>
/// What is kept beside a bundle on somebody's machine about its uploads, in the Databricks CLI's form: which deployment was the last from
/// here, and the files as it uploaded them. It counts as long as nobody else deploys.
/// </summary>
/// <param name="folder">Of one target.</param>
sealed class LocalSync(string folder, LocalWrites writes)
{
    const string Snapshots = "sync-snapshots";

    string DeploymentPath => Path.Combine(folder, StatePaths.Deployment);

    /// <returns>SHA-256 of the files that did not change since this machine uploaded them; none when it was not the
    /// last to do so.</returns>
    /// <exception cref="BundleInvalidException">A file cannot be read.</exception>
    public IReadOnlyDictionary<string, string> Digests(ResolvedBundle bundle, DeploymentFile? remote) =>
        remote is not null
            && Read(DeploymentPath, StateJson.Default.DeploymentFile) is { } local
            && local.Id == remote.Id
            && local.Seq == remote.Seq
        && ReadSnapshot(bundle) is { } snapshot
            ? bundle.Files.Paths.Where(path => snapshot.Has(path, bundle.Files))
                .ToDictionary(path => path, bundle.Files.Sha256, StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal);

    public void Forget(ResolvedBundle bundle, IReadOnlySet<string> uploads)
    {
        if (uploads.Count > 0 && ReadSnapshot(bundle) is { } snapshot)
        {
            Write(PathOf(bundle), snapshot.Without(uploads), StateJson.Default.SyncSnapshot);
        }
    }

    /// <summary>The snapshot first: it is true whatever becomes of the other.</summary>
    public void Remember(ResolvedBundle bundle, DeploymentFile deployment)
    {
        Write(PathOf(bundle), SyncSnapshot.Of(bundle), StateJson.Default.SyncSnapshot);
        Write(DeploymentPath, deployment, StateJson.Default.DeploymentFile);
    }

    public void Delete()
    {
        if (Directory.Exists(folder))
        {
            writes.Try(() => File.Delete(DeploymentPath));
        }

        if (Directory.Exists(Path.Combine(folder, Snapshots)))
        {
            writes.Try(() => Directory.Delete(Path.Combine(folder, Snapshots), recursive: true));
        }
    }

    string PathOf(ResolvedBundle bundle) => Path.Combine(folder, Snapshots, SyncSnapshot.NameOf(bundle));

    SyncSnapshot? ReadSnapshot(ResolvedBundle bundle) =>
        Read(PathOf(bundle), StateJson.Default.SyncSnapshot) is { } snapshot && snapshot.IsFor(bundle) ? snapshot : null;

    static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class => File.Exists(path) ? StateJson.Read(path, File.ReadAllBytes(path), type) : null;

    void Write<T>(string path, T content, JsonTypeInfo<T> type) =>
        writes.Try(() => PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(content, type)));
}
