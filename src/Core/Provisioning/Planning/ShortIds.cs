namespace ReleasePortal.Core.Provisioning.Planning;

/// <summary>Azure's ids as people tell them apart: by their last name, and by as many before it as it takes.</summary>
public sealed class ShortIds
{
    readonly int _names;

    /// <param name="texts">All that stand side by side; what is no id of Azure stays as it is.</param>
    public ShortIds(IEnumerable<string> texts)
    {
        var ids = texts.Where(IsId).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var longest = ids.Select(id => NamesIn(id).Count).DefaultIfEmpty(1).Max();
        _names = Enumerable.Range(1, longest)
            .FirstOrDefault(count => ids.DistinctBy(id => Last(id, count), StringComparer.OrdinalIgnoreCase).Count() == ids.Count, longest);
    }

    /// <returns>Like <c>snet-endpoints</c>, or <c>vnet-uksouth-dev/snet-endpoints</c>.</returns>
    public string Of(string text) => IsId(text) ? Last(text, _names) : text;

    static bool IsId(string text) => text.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase);

    static string Last(string id, int count) => string.Join('/', NamesIn(id).TakeLast(count));

    /// <summary>Every second part is a name: subscription, group, resource, and what lies in it; the provider is none.</summary>
    static List<string> NamesIn(string id) =>
    [
        .. id.Split('/', StringSplitOptions.RemoveEmptyEntries).Chunk(2)
            .Where(pair => !string.Equals(pair[0], "providers", StringComparison.OrdinalIgnoreCase))
            .Select(pair => pair[^1]),
    ];
}
