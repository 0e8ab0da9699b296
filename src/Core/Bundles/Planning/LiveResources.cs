using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Planning;

/// <summary>Reads everything that a state names, as it is now.</summary>
static class LiveResources
{
    /// <summary>A workspace limits the calls per second.</summary>
    const int AtOnce = 20;

    /// <returns>By key, without those that are gone.</returns>
    public static async Task<IReadOnlyDictionary<string, JsonObject>> ReadAsync(
        DatabricksWorkspace workspace,
        IReadOnlyDictionary<string, StateEntry> entries,
        IReadOnlyDictionary<string, BundleResource> kinds,
        CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<string, JsonObject>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(entries, options, async (entry, token) =>
        {
            if (await kinds[entry.Key].ReadAsync(workspace, entry.Value.Id, token) is { } live)
            {
                found[entry.Key] = live;
            }
        });
        return found;
    }
}
