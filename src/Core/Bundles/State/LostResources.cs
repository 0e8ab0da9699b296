using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.State;

/// <summary>
/// Finds what earlier deployments created without living to tell: they noted it, and the state does not know it, or only under an id that
/// is gone.
/// </summary>
sealed class LostResources(DatabricksWorkspace workspace, IReadOnlyDictionary<string, StateEntry> entries)
{
    /// <summary>A workspace limits the calls per second.</summary>
    const int AtOnce = 20;

    readonly ConcurrentDictionary<string, StateEntry> _found = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, bool> _taken = new(
        entries.Select(entry => Mark(entry.Key, entry.Value.Id))
            .Distinct(StringComparer.Ordinal)
            .Select(mark => KeyValuePair.Create(mark, true)), StringComparer.Ordinal);

    /// <returns>By key, as a state would have it; of the body only what was noted.</returns>
    /// <exception cref="BundleInvalidException">The note names what this engine does not know.</exception>
    public async Task<IReadOnlyDictionary<string, StateEntry>> FindAsync(PendingCreates pending, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };

        // A name that is made of another one's id comes after that one.
        foreach (var round in pending.Creates.GroupBy(create => References.In(create.Value.Wish).Any()).OrderBy(round => round.Key))
        {
            await Parallel.ForEachAsync(round, options, async (create, token) => await FindAsync(create.Key, create.Value, token));
        }

        return _found;
    }

    async Task FindAsync(string key, LostCreate create, CancellationToken cancellationToken)
    {
        var kind = ResourceKinds.OfState(key);
        if (entries.GetValueOrDefault(key) is { } entry && await kind.ReadAsync(workspace, entry.Id, cancellationToken) is not null)
        {
            return;
        }

        var wish = References.Substitute(create.Wish, IdOf);
        var ids = await kind.FindLostAsync(workspace, create with { Wish = wish }, cancellationToken);
        if (ids.FirstOrDefault(id => _taken.TryAdd(Mark(key, id), true)) is { } found)
        {
            _found[key] = new(found, wish, create.DependsOn);
        }
    }

    JsonNode? IdOf(string reference)
    {
        var key = References.NodeOf(reference);
        return References.FieldsOf(reference) is ["id"] ? (_found.GetValueOrDefault(key) ?? entries.GetValueOrDefault(key))?.Id : null;
    }

    static string Mark(string key, string id) => $"{ResourceKey.Parse(key)?.Type}/{id}";
}
