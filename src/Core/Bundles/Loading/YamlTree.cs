using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>Turns the parser's tree into ours: positions kept, merge keys resolved.</summary>
sealed class YamlTree(string file, Findings findings)
{
    /// <summary>An alias costs a few bytes and may stand for a large tree, which may hold aliases in turn.</summary>
    const int MaximumNodes = 200_000;

    /// <summary>Aliases can stack levels that the parser never saw, and an anchor can hold itself.</summary>
    const int MaximumDepth = 128;

    int _nodes;
    int _depth;

    public Node Read(YamlNode node)
    {
        if (++_nodes > MaximumNodes)
        {
            throw new YamlException(node.Start, node.End, $"aliases expand to more than {MaximumNodes} values");
        }

        if (++_depth > MaximumDepth)
        {
            throw new YamlException(node.Start, node.End, $"aliases nest more than {MaximumDepth} levels");
        }

        var read = ReadNode(node);
        _depth--;
        return read;
    }

    Node ReadNode(YamlNode node) => node switch
    {
        YamlMappingNode map => ReadMap(map),
        YamlSequenceNode list => new ListNode([.. list.Children.Select(Read)], At(node)),
        YamlScalarNode scalar => ReadScalar(scalar),
        _ => throw new YamlException(node.Start, node.End, $"unexpected {node.NodeType}"),
    };

    ScalarNode ReadScalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        var plain = scalar.Style is ScalarStyle.Plain or ScalarStyle.Any && (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific);
        var (type, value) = plain ? YamlScalars.Read(text) : (ScalarType.String, text);
        return new(type, value, At(scalar));
    }

    MapNode ReadMap(YamlMappingNode map)
    {
        var own = new OrderedDictionary<string, Node>(StringComparer.Ordinal);
        var merged = new OrderedDictionary<string, Node>(StringComparer.Ordinal);
        var anchored = !map.Anchor.IsEmpty;
        foreach (var (key, value) in map.Children)
        {
            anchored |= !value.Anchor.IsEmpty;
            if (key is not YamlScalarNode { Value: { } name } scalar)
            {
                findings.Error("a key must be a scalar", At(key));
            }
            else if (name is "<<" && scalar.Style is ScalarStyle.Plain)
            {
                AddMerged(merged, value);
            }
            else
            {
                var read = Read(value);
                anchored |= read is MapNode { Anchored: true };
                own[name] = read;
            }
        }

        var inherited = merged.Where(entry => !own.ContainsKey(entry.Key));
        return new([.. inherited, .. own], At(map), anchored);
    }

    /// <summary>One map or a list of them, of which a later one wins; the keys of the map itself win over all.</summary>
    void AddMerged(OrderedDictionary<string, Node> merged, YamlNode value)
    {
        switch (Read(value))
        {
            case MapNode map:
                Lay(map);
                break;
            case ListNode { Items: var items } when items.All(item => item is MapNode):
                foreach (var item in items)
                {
                    Lay((MapNode)item);
                }

                break;
            default:
                findings.Error("a merge key needs a map or a list of maps", At(value));
                break;
        }

        void Lay(MapNode map)
        {
            foreach (var (key, node) in map.Entries)
            {
                merged[key] = node;
            }
        }
    }

    Location[] At(YamlNode node) => [new(file, node.Start.Line, node.Start.Column)];
}
