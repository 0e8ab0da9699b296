using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Bundles.Types;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>
/// What references to other resources stand for: ids of those that exist, fields of those that are configured, and the rest as the
/// workspace tells it.
/// </summary>
sealed class KnownValues(IReadOnlyList<ResourceNode> nodes)
{
    readonly Dictionary<string, ResourceNode> _nodes = nodes.ToDictionary(node => node.Key, StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, JsonObject> _wishes = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, JsonObject> _lives = new(StringComparer.Ordinal);

    /// <summary>The body of a node with everything put in that is known by now.</summary>
    public async Task<JsonObject> WishAsync(ResourceNode node, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        foreach (var reference in node.References.Where(IsOutput))
        {
            await LookAsync(References.NodeOf(reference), workspace, cancellationToken);
        }

        var wish = References.Substitute(node.Wish, Find);
        node.Parent?.PutInto(wish, _ids.GetValueOrDefault(node.Parent.Node));
        _wishes[node.Key] = wish;
        return wish;
    }

    public void Learn(string key, string id) => _ids[key] = id;

    bool IsOutput(string reference) =>
        _nodes.TryGetValue(References.NodeOf(reference), out var node)
        && References.FieldsOf(reference) is [var field, ..]
        && field is not "id"
        && node.Wish[field] is null;

    async Task LookAsync(string key, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        if (_ids.TryGetValue(key, out var id)
            && !_lives.ContainsKey(key)
            && await _nodes[key].Resource.DescribeAsync(workspace, id, cancellationToken) is { } live)
        {
            _lives[key] = live;
        }
    }

    JsonNode? Find(string reference)
    {
        var (key, fields) = (References.NodeOf(reference), References.FieldsOf(reference));
        if (fields is ["id"])
        {
            return _ids.TryGetValue(key, out var id) ? JsonValue.Create(id) : null;
        }

        var value = References.At(_wishes.GetValueOrDefault(key), fields) ?? References.At(_lives.GetValueOrDefault(key), fields)
            ?? Unset(key, fields);
        return value is null || References.In(value).Any() ? null : value;
    }

    /// <summary>Only when the workspace was asked and has nothing there either.</summary>
    JsonValue? Unset(string key, string[] fields) =>
        _lives.ContainsKey(key) ? BundleTypes.ZeroOf(_nodes[key].Resource.Type, fields)?.ToJson() : null;
}
