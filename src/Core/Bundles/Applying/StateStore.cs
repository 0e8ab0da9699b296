using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>
/// Keeps <c>resources.json</c> up to date while a deployment runs: after every single change, so that a killed deployment knows what
/// it made. The serial rises once.
/// </summary>
sealed class StateStore(DatabricksWorkspace workspace, ResolvedBundle bundle, StateFile? before)
{
    readonly SortedDictionary<string, StateEntry> _entries = new(
        before?.State.ToDictionary(StringComparer.Ordinal) ?? [], StringComparer.Ordinal);

    readonly Guid _lineage = before?.Lineage ?? Guid.NewGuid();

    bool _changed;

    public IReadOnlyDictionary<string, string> Ids => _entries.ToDictionary(entry => entry.Key, entry => entry.Value.Id, StringComparer.Ordinal);

    public Task KeepAsync(string key, StateEntry entry, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(key, out var known)
            && string.Equals(known.Id, entry.Id, StringComparison.Ordinal)
            && JsonNode.DeepEquals(known.State, entry.State))
        {
            return Task.CompletedTask;
        }

        _changed = true;
        _entries[key] = entry;
        return WriteAsync(cancellationToken);
    }

    public Task DropAsync(string key, CancellationToken cancellationToken)
    {
        _changed |= _entries.Remove(key);
        return WriteAsync(cancellationToken);
    }

    public Task WriteAsync(CancellationToken cancellationToken)
    {
        var file = new StateFile
        {
            StateVersion = StateFile.Version,
            Lineage = _lineage,
            Serial = (before?.Serial ?? 0) + (_changed || before is null ? 1 : 0),
            State = _entries,
        };
        return workspace.Files.ImportFileAsync(
            $"{bundle.StatePath}/resources.json",
            JsonSerializer.SerializeToUtf8Bytes(file, StateJson.Default.StateFile),
            overwrite: true,
            cancellationToken);
    }
}
