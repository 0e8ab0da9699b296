using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.State;

/// <summary>Walks a folder of the workspace, level by level.</summary>
static class LiveFiles
{
    /// <returns>Paths relative to the folder; none when it is missing.</returns>
    public static async Task<IReadOnlySet<string>> ReadAsync(DatabricksWorkspace workspace, string root, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        string[] level = [""];
        while (level.Length > 0)
        {
            var lists = await Task.WhenAll(level.Select(folder => ListAsync(workspace, root, folder, cancellationToken)));
            var items = lists.SelectMany(list => list).ToArray();
            found.UnionWith(items.Where(item => !item.Object.IsDirectory).Select(item => item.Path));
            level = [.. items.Where(item => item.Object.IsDirectory).Select(item => item.Path)];
        }

        return found;
    }

    /// <summary>Workspaces answer with or without the alias /Workspace, so only the name is taken from the answer.</summary>
    static async Task<IEnumerable<(string Path, WorkspaceObject Object)>> ListAsync(
        DatabricksWorkspace workspace, string root, string folder, CancellationToken cancellationToken)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        var listed = await workspace.Files.ListAsync($"{root}/{prefix}".TrimEnd('/'), cancellationToken);
        return (listed ?? []).Select(item => (prefix + item.Path[(item.Path.LastIndexOf('/') + 1)..], item));
    }
}
