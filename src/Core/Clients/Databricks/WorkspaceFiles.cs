namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>
/// Files and folders of a workspace. Sources: https://docs.databricks.com/api/azure/workspace/workspace and, for importing files as
/// they are, https://docs.databricks.com/aws/en/files/workspace.
/// </summary>
public sealed class WorkspaceFiles
{
    readonly DatabricksHttp _http;

    internal WorkspaceFiles(DatabricksHttp http) => _http = http;

    /// <returns>Null when nothing is there.</returns>
    public Task<WorkspaceObject?> StatusAsync(string path, CancellationToken cancellationToken) =>
        _http.GetOrNullAsync(
            $"/api/2.0/workspace/get-status?path={Uri.EscapeDataString(path)}", DatabricksJson.Default.WorkspaceObject, cancellationToken);

    /// <returns>What lies directly in a folder; null when the folder is missing.</returns>
    public async Task<IReadOnlyList<WorkspaceObject>?> ListAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await _http.GetOrNullAsync(
            $"/api/2.0/workspace/list?path={Uri.EscapeDataString(path)}", DatabricksJson.Default.WorkspaceObjects, cancellationToken);
        return answer is null ? null : answer.Objects ?? [];
    }

    /// <summary>Creates a folder and its parents; one that exists stays as it is.</summary>
    public Task MakeDirectoryAsync(string path, CancellationToken cancellationToken) =>
        _http.PostAsync("/api/2.0/workspace/mkdirs", new(path), DatabricksJson.Default.WorkspacePath, repeatable: true, cancellationToken);

    /// <summary>What is gone already is fine.</summary>
    public async Task DeleteAsync(string path, bool recursive, CancellationToken cancellationToken)
    {
        try
        {
            await _http.PostAsync(
                "/api/2.0/workspace/delete",
                new(path, recursive),
                DatabricksJson.Default.WorkspaceDelete,
                repeatable: true,
                cancellationToken);
        }
        catch (DatabricksException fault) when (fault.SaysMissing)
        {
            // Nothing to delete.
        }
    }

    /// <returns>The content (a notebook as source); null when nothing is there.</returns>
    public Task<byte[]?> ExportAsync(string path, CancellationToken cancellationToken) =>
        _http.SendOrNullAsync(
            new(HttpMethod.Get, $"/api/2.0/workspace/export?path={Uri.EscapeDataString(path)}&direct_download=true") { Repeatable = true },
            cancellationToken);

    /// <summary>
    /// Stores a file; a source file that starts as a notebook becomes one and loses its extension. The folder must exist (404) and,
    /// without <paramref name="overwrite"/>, the file must not (409).
    /// </summary>
    public Task ImportFileAsync(string path, ReadOnlyMemory<byte> content, bool overwrite, CancellationToken cancellationToken)
    {
        var address = string.Join('/', path.TrimStart('/').Split('/').Select(Uri.EscapeDataString));
        var call = new DatabricksCall(
            HttpMethod.Post, $"/api/2.0/workspace-files/import-file/{address}?overwrite={(overwrite ? "true" : "false")}")
        {
            Body = content.ToArray(),
            ContentType = "application/octet-stream",
            Repeatable = overwrite,
        };
        return _http.SendAsync(call, cancellationToken);
    }
}
