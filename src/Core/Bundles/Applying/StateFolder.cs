using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>The folder of the workspace that holds the deployment's own files; made when the first of them is written.</summary>
sealed class StateFolder(DatabricksWorkspace workspace, ResolvedBundle bundle)
{
    public string PathOf(string name) => $"{bundle.StatePath}/{name}";

    public Task WriteAsync<T>(string name, T content, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        WriteAsync(name, JsonSerializer.SerializeToUtf8Bytes(content, type), overwrite: true, cancellationToken);

    public async Task WriteAsync(string name, byte[] content, bool overwrite, CancellationToken cancellationToken)
    {
        try
        {
            await workspace.Files.ImportFileAsync(PathOf(name), content, overwrite, cancellationToken);
        }
        catch (DatabricksException fault) when (fault.Status is HttpStatusCode.NotFound)
        {
            await workspace.Files.MakeDirectoryAsync(bundle.StatePath, cancellationToken);
            await workspace.Files.ImportFileAsync(PathOf(name), content, overwrite, cancellationToken);
        }
    }
}
