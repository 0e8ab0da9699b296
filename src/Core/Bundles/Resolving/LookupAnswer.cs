using System.Collections.Concurrent;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>What the workspace says to a lookup.</summary>
/// <param name="Ids">Those that have the name.</param>
/// <param name="Refusal">Why it did not look; null when it did.</param>
sealed record LookupAnswer(IReadOnlyList<string> Ids, string? Refusal)
{
    /// <summary>A workspace limits the calls per second.</summary>
    const int AtOnce = 10;

    /// <returns>By variable. Who may not ask for one thing still hears of the others.</returns>
    /// <exception cref="DatabricksException">The workspace did not answer: trying again may help.</exception>
    public static async Task<IReadOnlyDictionary<string, LookupAnswer>> AskAsync(
        IReadOnlyList<BundleLookup> lookups, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        var answers = new ConcurrentDictionary<string, LookupAnswer>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            lookups, options, async (lookup, token) => answers[lookup.Variable] = await AskAsync(lookup, workspace, token));
        return answers;
    }

    static async Task<LookupAnswer> AskAsync(BundleLookup lookup, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        try
        {
            return new(await workspace.Lookups.FindAsync(lookup.Kind, lookup.Name, cancellationToken), Refusal: null);
        }
        catch (DatabricksException fault) when (!fault.MayPass)
        {
            return new([], fault.Message);
        }
    }
}
