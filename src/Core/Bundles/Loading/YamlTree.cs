using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>Turns the parser's events into our tree: positions kept, aliases followed, merge keys resolved.</summary>
sealed class YamlTree(string file, IParser parser, Findings findings)
{
    /// <summary>Reading recurses; a few thousand levels would overflow the stack, which ends the process.</summary>
    const int MaximumDepth = 64;

    /// <summary>An alias costs a few bytes and may stand for a large tree, which may hold aliases in turn.</summary>
    const int MaximumAliased = 200_000;

    /// <summary>Whole files do not belong into a configuration.</summary>
    const int MaximumText = 1_000_000;

    readonly Dictionary<string, (Node Node, NodeSize Size)?> _anchors = new(StringComparer.Ordinal);
    int _aliased;
    int _depth;

    /// <summary>The end of what was understood so far.</summary>
    public Mark Reached => parser.Current?.End ?? Mark.Empty;

    /// <returns>The one document; null when there is none.</returns>
    public Node? Read()
    {
        Node? document = null;
        while (parser.MoveNext())
        {
            if (parser.Current is DocumentStart start)
            {
                document = document is null ? Value(Next()) : throw Fault(start, "a second document begins here; a file holds one");
            }
        }

        return document;
    }

    ParsingEvent Next() => parser.MoveNext() ? parser.Current! : throw new YamlException("unexpected end of the file");

    Node Value(ParsingEvent start)
    {
        if (start is AnchorAlias alias)
        {
            return Aliased(alias);
        }

        if (++_depth > MaximumDepth)
        {
            throw Fault(start, $"more than {MaximumDepth} levels are nested");
        }

        var anchor = start is NodeEvent { Anchor: { IsEmpty: false } name } ? name.Value : null;
        if (anchor is not null)
        {
            _anchors[anchor] = null;
        }

        Node value = start switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart list => ReadList(list, anchor is not null),
            MappingStart map => ReadMap(map, anchor is not null),
            _ => throw Fault(start, $"unexpected {start.GetType().Name}"),
        };
        if (anchor is not null)
        {
            _anchors[anchor] = (value, NodeSize.Of(value));
        }

        _depth--;
        return value;
    }

    Node Aliased(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var anchor))
        {
            throw Fault(alias, $"anchor '{alias.Value}' is not defined");
        }

        if (anchor is not { } target)
        {
            throw Fault(alias, $"anchor '{alias.Value}' contains itself");
        }

        _aliased += target.Size.Values;
        return _aliased > MaximumAliased ? throw Fault(alias, $"aliases expand to more than {MaximumAliased} values")
            : _depth + target.Size.Depth > MaximumDepth ? throw Fault(alias, $"more than {MaximumDepth} levels are nested")
            : target.Node;
    }

    ScalarNode ReadScalar(Scalar scalar)
    {
        if (scalar.Value.Length > MaximumText)
        {
            throw Fault(scalar, $"a text has more than {MaximumText} letters");
        }

        var plain = scalar.Style is ScalarStyle.Plain or ScalarStyle.Any && (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific);
        var (type, value) = plain ? YamlScalars.Read(scalar.Value) : (ScalarType.String, scalar.Value);
        return new(type, value, At(scalar)) { Anchored = !scalar.Anchor.IsEmpty };
    }

    ListNode ReadList(SequenceStart start, bool anchored)
    {
        var items = new List<Node>();
        for (var next = Next(); next is not SequenceEnd; next = Next())
        {
            items.Add(Value(next));
        }

        return new(items, At(start)) { Anchored = anchored || items.Exists(item => item.Anchored) };
    }

    MapNode ReadMap(MappingStart start, bool anchored)
    {
        var own = new OrderedDictionary<string, Node>(StringComparer.Ordinal);
        OrderedDictionary<string, Node>? merged = null;
        for (var next = Next(); next is not MappingEnd; next = Next())
        {
            var key = Key(next);
            var value = Value(Next());
            anchored |= value.Anchored;
            if (next is Scalar { Value: "<<", Style: ScalarStyle.Plain })
            {
                merged = merged is null ? Inherited(value, next) : throw Fault(next, "Duplicate key <<");
            }
            else if (key is not null && !own.TryAdd(key, value))
            {
                throw Fault(next, $"Duplicate key {key}");
            }
        }

        return new(merged is null ? own : [.. merged.Where(entry => !own.ContainsKey(entry.Key)), .. own],
            At(start))
        { Anchored = anchored };
    }

    /// <returns>Null after saying that it is none.</returns>
    string? Key(ParsingEvent start)
    {
        if (start is Scalar { Anchor.IsEmpty: true } scalar)
        {
            return scalar.Value;
        }

        var key = Value(start) as ScalarNode;
        if (key is null)
        {
            findings.Error("a key must be a scalar", At(start));
        }

        return (start as Scalar)?.Value ?? key?.Text;
    }

    /// <summary>One map or a list of them, of which a later one wins; the keys of the map itself win over all.</summary>
    OrderedDictionary<string, Node> Inherited(Node merged, ParsingEvent place)
    {
        var inherited = new OrderedDictionary<string, Node>(StringComparer.Ordinal);
        foreach (var part in merged is ListNode list ? list.Items : [merged])
        {
            if (part is not MapNode map)
            {
                findings.Error("a merge key needs a map or a list of maps", At(place));
                continue;
            }

            foreach (var (key, value) in map.Entries)
            {
                inherited[key] = value;
            }
        }

        return inherited;
    }

    Location[] At(ParsingEvent place) => [new(file, place.Start.Line, place.Start.Column)];

    static YamlException Fault(ParsingEvent place, string message) => new(place.Start, place.End, message);
}
