namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>The kinds of resources that this engine deploys. This list is the whole story.</summary>
static class ResourceKinds
{
    public static IReadOnlyList<BundleResource> All { get; } =
        [new JobResource(), new PipelineResource(), new ClusterResource(), new SchemaResource(), new VolumeResource()];

    static readonly Dictionary<string, PermissionsResource> Permissions = All
        .Select(kind => kind.PermissionsType)
        .OfType<string>()
        .ToDictionary(type => type, type => new PermissionsResource(type), StringComparer.Ordinal);

    static readonly Dictionary<string, GrantsResource> Grants = All
        .Select(kind => kind.SecurableType)
        .OfType<string>()
        .ToDictionary(type => type, type => new GrantsResource(type), StringComparer.Ordinal);

    public static PermissionsResource? PermissionsOf(BundleResource kind) => kind.PermissionsType is { } type ? Permissions[type] : null;

    public static GrantsResource? GrantsOf(BundleResource kind) => kind.SecurableType is { } type ? Grants[type] : null;

    /// <summary>Null for a type that this engine does not know.</summary>
    public static BundleResource? Find(string type) => All.FirstOrDefault(kind => kind.Type == type);

    /// <summary>The kind of a state's entry, for example of <c>resources.jobs.elt.permissions</c>.</summary>
    /// <exception cref="BundleInvalidException">Another engine made what this one does not know.</exception>
    public static BundleResource OfState(string stateKey) => Known(stateKey) ?? throw new BundleInvalidException(
        $"resource type '{ResourceKey.Parse(stateKey)?.Type}' is not supported by this engine, and the last deployment made '{stateKey}'.");

    /// <summary>The same; null for one that this engine does not know.</summary>
    public static BundleResource? Known(string stateKey) => ResourceKey.Parse(stateKey) switch
    {
        { Child: "permissions" } key when Find(key.Type) is { } parent => PermissionsOf(parent),
        { Child: "grants" } key when Find(key.Type) is { } parent => GrantsOf(parent),
        { } key => Find(key.Type),
        null => null,
    };
}
