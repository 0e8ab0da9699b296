using ReleasePortal.Core.Bundles.Diagnostics;

namespace ReleasePortal.Core.Bundles.Tree;

/// <summary>
/// A value of a configuration and where it was written. Never changed: every phase makes a new tree. The first location decides how a
/// relative path is read.
/// </summary>
public abstract class Node(IReadOnlyList<Location> locations)
{
    /// <summary>A value that came a long way through references is found by the places nearest to its use.</summary>
    const int MostLocations = 8;

    public IReadOnlyList<Location> Locations { get; } = locations;

    /// <summary>Has or holds an anchor, so it may exist only to be pointed at.</summary>
    public bool Anchored { get; init; }

    /// <summary>As a diagnostic names it.</summary>
    public abstract string Kind { get; }

    /// <summary>The same value, said to stand elsewhere: a referenced value counts as written where it is used.</summary>
    public abstract Node UsedAt(IReadOnlyList<Location> locations);

    /// <summary>The value below, or null.</summary>
    public Node? At(params ReadOnlySpan<string> keys)
    {
        var node = this;
        foreach (var key in keys)
        {
            node = (node as MapNode)?[key];
        }

        return node;
    }

    /// <summary>The scalar's text below; null when it is missing, null or no scalar.</summary>
    public string? TextAt(params ReadOnlySpan<string> keys) => At(keys) is ScalarNode { Type: not ScalarType.Null } scalar ? scalar.Text : null;

    protected IReadOnlyList<Location> With(IReadOnlyList<Location> use) =>
        use.Count + Locations.Count <= MostLocations ? [.. use, .. Locations] : [.. use.Concat(Locations).Take(MostLocations)];
}
