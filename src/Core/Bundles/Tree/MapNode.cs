using ReleasePortal.Core.Bundles.Diagnostics;

namespace ReleasePortal.Core.Bundles.Tree;

/// <summary>Keeps the order in which the keys were written.</summary>
public sealed class MapNode : Node
{
    /// <summary>Up to here it is quicker to look at every key than to keep an index.</summary>
    const int Few = 8;

    readonly KeyValuePair<string, Node>[] _entries;
    Dictionary<string, int>? _places;

    /// <param name="entries">Each key once.</param>
    /// <param name="locations">Where the map was written.</param>
    public MapNode(IEnumerable<KeyValuePair<string, Node>> entries, IReadOnlyList<Location> locations)
        : base(locations) => _entries = [.. entries];

    public static MapNode Empty { get; } = new([], []);

    public override string Kind => "map";

    public IEnumerable<KeyValuePair<string, Node>> Entries => _entries;

    public IEnumerable<string> Keys => _entries.Select(entry => entry.Key);

    public int Count => _entries.Length;

    public Node? this[string key] => Place(key) is >= 0 and var place ? _entries[place].Value : null;

    public override Node UsedAt(IReadOnlyList<Location> locations) => new MapNode(
        _entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.UsedAt(locations))), With(locations))
    { Anchored = Anchored };

    /// <summary>Null takes the key away.</summary>
    public MapNode Set(string key, Node? value)
    {
        var place = Place(key);
        if (ReferenceEquals(place < 0 ? null : _entries[place].Value, value))
        {
            return this;
        }

        if (value is null)
        {
            return With([.. _entries[..place], .. _entries[(place + 1)..]]);
        }

        var entry = KeyValuePair.Create(key, value);
        return With(place < 0 ? [.. _entries, entry] : [.. _entries[..place], entry, .. _entries[(place + 1)..]]);
    }

    /// <summary>Only where nothing stands yet.</summary>
    public MapNode Default(string key, Node value) => Place(key) >= 0 ? this : Set(key, value);

    /// <summary>Changes a value deep below, making the maps on the way where they are missing.</summary>
    public MapNode SetAt(ReadOnlySpan<string> keys, Node value) =>
        keys.Length == 1 ? Set(keys[0], value) : Set(keys[0], ((this[keys[0]] as MapNode) ?? Empty).SetAt(keys[1..], value));

    /// <summary>Changes every value; null takes its key away. The same map when nothing changed.</summary>
    public MapNode Select(Func<string, Node, Node?> change)
    {
        var changed = new List<KeyValuePair<string, Node>>(_entries.Length);
        var same = true;
        foreach (var (key, value) in _entries)
        {
            var next = change(key, value);
            same &= ReferenceEquals(next, value);
            if (next is not null)
            {
                changed.Add(new(key, next));
            }
        }

        return same ? this : With(changed);
    }

    /// <summary>Changes the map below a key when there is one.</summary>
    public MapNode Within(string key, Func<MapNode, MapNode> change) => this[key] is MapNode map ? Set(key, change(map)) : this;

    MapNode With(IEnumerable<KeyValuePair<string, Node>> entries) => new(entries, Locations) { Anchored = Anchored };

    int Place(string key)
    {
        if (_entries.Length <= Few)
        {
            return Array.FindIndex(_entries, entry => entry.Key == key);
        }

        _places ??= _entries.Select((entry, place) => (entry.Key, place)).ToDictionary(StringComparer.Ordinal);
        return _places.GetValueOrDefault(key, -1);
    }
}
