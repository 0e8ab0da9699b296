using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>One wish of the configuration.</summary>
/// <param name="Key">As state files write it, for example <c>resources.jobs.elt.permissions</c>.</param>
/// <param name="Wish">The body for the API; may hold references to other resources, and lacks the parent.</param>
/// <param name="RelativePath">The file that defines it, from the bundle's root.</param>
sealed record ResourceNode(string Key, string Name, BundleResource Resource, JsonObject Wish, string RelativePath)
{
    /// <summary>For example <c>resources.jobs.elt.id</c>, without the braces, in ordinal order.</summary>
    public IReadOnlyList<string> References { get; } =
        [.. Resources.References.In(Wish).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The one whose permissions or grants these are.</summary>
    public ParentLink? Parent { get; init; }

    /// <summary><c>lifecycle.prevent_destroy</c></summary>
    public bool IsProtected { get; init; }

    /// <summary>The other nodes that it needs, each with the reference that says so.</summary>
    public IEnumerable<(string Node, string Label)> Needs =>
        References.Select(reference => (Resources.References.NodeOf(reference), $"${{{reference}}}"))
            .Concat(Parent is { } parent ? [(parent.Node, parent.Label)] : [])
            .Distinct()
            .OrderBy(need => need.Item2, StringComparer.Ordinal);

    public IEnumerable<string> DependsOn => Needs.Select(need => need.Node).Distinct(StringComparer.Ordinal);

    public bool IsChild => Parent is not null;
}
