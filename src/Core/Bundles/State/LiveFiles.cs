using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.State;

/// <summary>Walks a folder of the workspace, level by level.</summary>
static class LiveFiles
{
    /// <returns>Paths relative to the folder; none when it is missing.</returns>
    public static async Task<IReadOnlySet<string>> ReadAsync(DatabricksWorkspace workspace, string root, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        string[] level = [root];
        while (level.Length > 0)
        {
            var lists = await Task.WhenAll(level.Select(folder => workspace.Files.ListAsync(folder, cancellationToken)));
            var objects = lists.SelectMany(list => list ?? []).ToArray();
            found.UnionWith(objects.Where(item => !item.IsDirectory).Select(item => item.Path[(root.Length + 1)..]));
            level = [.. objects.Where(item => item.IsDirectory).Select(item => item.Path)];
        }

        return found;
    }
}
