namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>Files in volumes of Unity Catalog. Source: https://docs.databricks.com/api/azure/workspace/files</summary>
public sealed class VolumeFiles
{
    const string Files = "/api/2.0/fs/files";
    const string Directories = "/api/2.0/fs/directories";

    readonly DatabricksHttp _http;

    internal VolumeFiles(DatabricksHttp http) => _http = http;

    /// <summary>Stores a file in the place of any that is there; its directory must exist.</summary>
    /// <param name="path">Absolute, <c>/Volumes/catalog/schema/volume/...</c></param>
    /// <param name="content">All of it.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    public Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => _http.SendAsync(
        new(HttpMethod.Put, $"{Files}{Escaped(path)}?overwrite=true")
        {
            Body = content.ToArray(),
            ContentType = "application/octet-stream",
            Repeatable = true,
        },
        cancellationToken);

    /// <summary>What is gone already is fine.</summary>
    public Task DeleteAsync(string path, CancellationToken cancellationToken) =>
        _http.SendOrNullAsync(new(HttpMethod.Delete, Files + Escaped(path)) { Repeatable = true }, cancellationToken);

    /// <summary>Creates a directory and its parents; one that exists stays as it is. The volume must exist.</summary>
    public Task MakeDirectoryAsync(string path, CancellationToken cancellationToken) =>
        _http.SendAsync(new(HttpMethod.Put, Directories + Escaped(path)) { Repeatable = true }, cancellationToken);

    /// <summary>Only an empty one can be deleted; what is gone already is fine.</summary>
    public Task DeleteDirectoryAsync(string path, CancellationToken cancellationToken) =>
        _http.SendOrNullAsync(new(HttpMethod.Delete, Directories + Escaped(path)) { Repeatable = true }, cancellationToken);

    /// <returns>What lies directly in a directory, by name; null when the directory or the volume is missing.</returns>
    public async Task<IReadOnlyList<VolumeEntry>?> ListAsync(string path, CancellationToken cancellationToken)
    {
        var all = new List<VolumeEntry>();
        for (string? page = ""; page is not null;)
        {
            var query = page.Length == 0 ? "" : $"?page_token={Uri.EscapeDataString(page)}";
            var answer = await _http.GetOrNullAsync(
                Directories + Escaped(path) + query, DatabricksJson.Default.VolumeEntries, cancellationToken);
            if (answer is null)
            {
                return null;
            }

            all.AddRange(answer.Contents ?? []);
            page = answer.NextPageToken is { Length: > 0 } next ? next : null;
        }

        return all;
    }

    static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}

/// <summary>A file or directory in a volume.</summary>
/// <param name="Name">The last part of the path.</param>
public sealed record VolumeEntry(string Path, string Name, bool IsDirectory);
