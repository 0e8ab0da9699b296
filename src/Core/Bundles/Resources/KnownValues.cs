namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>What references to other resources stand for: ids of those that exist, fields of those that are configured.</summary>
sealed class KnownValues(IReadOnlyList<ResourceNode> nodes, IReadOnlyDictionary<string, string> ids)
{
    public string? Find(string reference)
    {
        var key = References.NodeOf(reference);
        return reference.EndsWith(".id", StringComparison.Ordinal)
            ? ids.GetValueOrDefault(key)
            : nodes.Where(node => string.Equals(node.Key, key, StringComparison.Ordinal))
                .Select(node => ResourceNodes.FieldOf(node, reference))
                .FirstOrDefault();
    }
}
