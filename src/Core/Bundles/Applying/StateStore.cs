using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.State;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>
/// Collects what a deployment made, for <c>resources.json</c>. It is written at the end; who dies before is served by
/// <see cref="PendingCreates"/>, and on a machine by <see cref="LocalState"/>. The serial rises only if something changed.
/// </summary>
sealed class StateStore(StateFolder folder, StateFile? before, LocalState? local)
{
    readonly Lock _gate = new();

    readonly SortedDictionary<string, StateEntry> _entries = new(
        before?.State.ToDictionary(StringComparer.Ordinal) ?? [], StringComparer.Ordinal);

    readonly Guid _lineage = before?.Lineage ?? Guid.NewGuid();

    long _serial = before?.Serial ?? 0;

    bool _changed = before is null;

    public IReadOnlyDictionary<string, string> Ids
    {
        get
        {
            lock (_gate)
            {
                return _entries.ToDictionary(entry => entry.Key, entry => entry.Value.Id, StringComparer.Ordinal);
            }
        }
    }

    public void Keep(string key, StateEntry entry)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var known) || !IsSame(known, entry))
            {
                Change(key, entry);
            }
        }
    }

    public void Drop(string key)
    {
        lock (_gate)
        {
            Change(key, entry: null);
        }
    }

    /// <summary>What changes after that is another serial.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var content = Content();
        await folder.WriteAsync(StatePaths.Resources, content, overwrite: true, cancellationToken);
        local?.Write(content);
    }

    void Change(string key, StateEntry? entry)
    {
        _changed = true;
        local?.Append(_lineage, _serial + 1, key, entry);
        if (entry is null)
        {
            _entries.Remove(key);
        }
        else
        {
            _entries[key] = entry;
        }
    }

    byte[] Content()
    {
        lock (_gate)
        {
            _serial += _changed ? 1 : 0;
            _changed = false;
            var file = new StateFile
            {
                StateVersion = StateFile.Version,
                Lineage = _lineage,
                Serial = _serial,
                State = _entries,
            };
            return JsonSerializer.SerializeToUtf8Bytes(file, StateJson.Default.StateFile);
        }
    }

    static bool IsSame(StateEntry one, StateEntry other) =>
        string.Equals(one.Id, other.Id, StringComparison.Ordinal)
        && JsonNode.DeepEquals(one.State, other.State)
        && (one.DependsOn ?? []).SequenceEqual(other.DependsOn ?? []);
}
