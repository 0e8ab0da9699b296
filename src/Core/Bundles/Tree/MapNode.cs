using ReleasePortal.Core.Bundles.Diagnostics;

namespace ReleasePortal.Core.Bundles.Tree;

/// <summary>Keeps the order in which the keys were written.</summary>
public sealed class MapNode : Node
{
    readonly OrderedDictionary<string, Node> _entries;

    public MapNode(IEnumerable<KeyValuePair<string, Node>> entries, IReadOnlyList<Location> locations, bool anchored = false)
        : base(locations)
    {
        _entries = new(entries, StringComparer.Ordinal);
        Anchored = anchored;
    }

    public static MapNode Empty { get; } = new([], []);

    /// <summary>Holds an anchor, so it may exist only to be pointed at.</summary>
    public bool Anchored { get; }

    public override string Kind => "map";

    public IEnumerable<KeyValuePair<string, Node>> Entries => _entries;

    public IEnumerable<string> Keys => _entries.Keys;

    public int Count => _entries.Count;

    public Node? this[string key] => _entries.GetValueOrDefault(key);

    public override Node UsedAt(IReadOnlyList<Location> locations) =>
        new MapNode(_entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.UsedAt(locations))), With(locations), Anchored);

    /// <summary>Null takes the key away.</summary>
    public MapNode Set(string key, Node? value)
    {
        var entries = new OrderedDictionary<string, Node>(_entries, StringComparer.Ordinal);
        if (value is null)
        {
            entries.Remove(key);
        }
        else
        {
            entries[key] = value;
        }

        return new(entries, Locations, Anchored);
    }

    /// <summary>Only where nothing stands yet.</summary>
    public MapNode Default(string key, Node value) => _entries.ContainsKey(key) ? this : Set(key, value);

    /// <summary>Changes a value deep below, making the maps on the way where they are missing.</summary>
    public MapNode SetAt(ReadOnlySpan<string> keys, Node value) =>
        keys.Length == 1 ? Set(keys[0], value) : Set(keys[0], ((this[keys[0]] as MapNode) ?? Empty).SetAt(keys[1..], value));

    /// <summary>Changes every value; null takes its key away.</summary>
    public MapNode Select(Func<string, Node, Node?> change) =>
        new(
            from entry in _entries
            let value = change(entry.Key, entry.Value)
            where value is not null
            select KeyValuePair.Create(entry.Key, value),
            Locations,
            Anchored);

    /// <summary>Changes the map below a key when there is one.</summary>
    public MapNode Within(string key, Func<MapNode, MapNode> change) => this[key] is MapNode map ? Set(key, change(map)) : this;
}
