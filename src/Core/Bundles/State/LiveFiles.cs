using System.Collections.Concurrent;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.State;

/// <summary>Walks a folder of the workspace, level by level.</summary>
static class LiveFiles
{
    /// <summary>A workspace limits the calls per second.</summary>
    const int AtOnce = 20;

    /// <returns>Paths relative to the folder; none when it is missing.</returns>
    public static async Task<IReadOnlySet<string>> ReadAsync(
        DatabricksWorkspace workspace, string root, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        string[] level = [""];
        while (level.Length > 0)
        {
            var items = new ConcurrentBag<(string Path, WorkspaceObject Object)>();
            var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(level, options, async (folder, token) =>
            {
                foreach (var item in await ListAsync(workspace, root, folder, token))
                {
                    items.Add(item);
                }
            });
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
