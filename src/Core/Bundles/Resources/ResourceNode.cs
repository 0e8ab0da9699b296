using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>One wish of the configuration.</summary>
/// <param name="Key">As state files write it, for example <c>resources.jobs.elt.permissions</c>.</param>
/// <param name="Wish">The body for the API; may hold references to other resources.</param>
/// <param name="RelativePath">The file that defines it, from the bundle's root.</param>
sealed record ResourceNode(string Key, string Name, BundleResource Resource, JsonObject Wish, string RelativePath)
{
    /// <summary>For example <c>resources.jobs.elt.id</c>, without the braces, in ordinal order.</summary>
    public IReadOnlyList<string> References { get; } =
        [.. Resources.References.In(Wish).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary><c>lifecycle.prevent_destroy</c></summary>
    public bool IsProtected { get; init; }

    public IEnumerable<string> DependsOn => References.Select(Resources.References.NodeOf).Distinct(StringComparer.Ordinal);

    /// <summary>The permissions or grants of another one, which it refers to.</summary>
    public bool IsChild => Resource is PermissionsResource or GrantsResource;
}
