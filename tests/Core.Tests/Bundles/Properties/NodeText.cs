using System.Text.Json;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Tests.Bundles.Properties;

/// <summary>Writes a tree as JSON, which is YAML, too.</summary>
static class NodeText
{
    public static string Of(Node node) => node switch
    {
        MapNode map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{JsonSerializer.Serialize(entry.Key)}: {Of(entry.Value)}"))}}}",
        ListNode list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        ScalarNode { Type: ScalarType.String } text => JsonSerializer.Serialize(text.Text),
        ScalarNode scalar => scalar.Text,
        _ => throw new InvalidOperationException($"no form for {node.Kind}"),
    };
}
