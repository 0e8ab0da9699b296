using System.Security.Cryptography;
using System.Text;
using ReleasePortal.Core.Bundles.Resources;

namespace ReleasePortal.Core.Bundles.State;

/// <summary>
/// <c>sync-snapshots/*.json</c>: the files of a folder on this machine as they were when they were last uploaded. The Databricks CLI
/// reads and writes it too, and uploads what changed since.
/// </summary>
sealed record SyncSnapshot
{
    const string Current = "v1";

    public string Version { get; init; } = Current;

    public required string Host { get; init; }

    public required string RemotePath { get; init; }

    /// <summary>By local path. A file without a time counts as changed.</summary>
    public required IReadOnlyDictionary<string, DateTimeOffset> LastModifiedTimes { get; init; }

    public required IReadOnlyDictionary<string, string> LocalToRemoteNames { get; init; }

    public required IReadOnlyDictionary<string, string> RemoteToLocalNames { get; init; }

    /// <summary>The name of the file that holds it: one for each place that a folder is uploaded to.</summary>
    public static string NameOf(ResolvedBundle bundle) =>
        Convert.ToHexStringLower(Digest(bundle.Host + bundle.FilePath))[..16] + ".json";

    public static SyncSnapshot Of(ResolvedBundle bundle)
    {
        var names = bundle.Files.Paths.ToDictionary(
            path => path, path => RemoteFile.Of(path, bundle.Files.Read(path)), StringComparer.Ordinal);
        return new()
        {
            Host = bundle.Host,
            RemotePath = bundle.FilePath,
            LastModifiedTimes = bundle.Files.Paths.Where(path => bundle.Files.ChangedAt(path) is not null)
                .ToDictionary(path => path, path => RoundedUp(bundle.Files.ChangedAt(path)!.Value), StringComparer.Ordinal),
            LocalToRemoteNames = names,
            RemoteToLocalNames = names.DistinctBy(name => name.Value)
                .ToDictionary(name => name.Value, name => name.Key, StringComparer.Ordinal),
        };
    }

    public bool IsFor(ResolvedBundle bundle) => Version == Current && Host == bundle.Host && RemotePath == bundle.FilePath;

    /// <summary>Whether the file is still the one that was uploaded, under the name that it would get now.</summary>
    public bool Has(string path, BundleFiles files) =>
        LastModifiedTimes.TryGetValue(path, out var uploaded)
        && files.ChangedAt(path) <= uploaded
        && LocalToRemoteNames.GetValueOrDefault(path) == RemoteFile.Of(path, files.Read(path));

    /// <summary>These are being uploaded: until that is done, nobody knows what the workspace holds.</summary>
    public SyncSnapshot Without(IReadOnlySet<string> paths) =>
        this with { LastModifiedTimes = LastModifiedTimes.Where(file => !paths.Contains(file.Key)).ToDictionary(StringComparer.Ordinal) };

    /// <summary>File systems count in nanoseconds and .NET in hundreds of them: who compares more finely must not
    /// find the file younger.</summary>
    static DateTimeOffset RoundedUp(DateTimeOffset time) => time.AddTicks(1);

    /// <summary>The name is prescribed; nothing is kept safe by it.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "The Databricks CLI names the file so.")]
    static byte[] Digest(string text) => MD5.HashData(Encoding.UTF8.GetBytes(text));
}
