namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>
/// How state files and plans name a resource: <c>resources.jobs.elt</c>, and what belongs to it: <c>resources.jobs.elt.permissions</c>.
/// </summary>
/// <param name="Type">For example <c>jobs</c>.</param>
/// <param name="Name">As the bundle names it; may hold dots in what other engines deployed.</param>
/// <param name="Child"><c>permissions</c> or <c>grants</c>; null for the resource itself.</param>
public readonly record struct ResourceKey(string Type, string Name, string? Child)
{
    const string Root = "resources.";

    /// <returns>Null for what is no such key.</returns>
    public static ResourceKey? Parse(string key) => key.Split('.') switch
    {
        ["resources", var type, .. { Length: > 0 } name, "permissions" or "grants"] => new(type, string.Join('.', name), key[(key.LastIndexOf('.') + 1)..]),
        ["resources", var type, .. { Length: > 0 } name] => new(type, string.Join('.', name), Child: null),
        _ => null,
    };

    /// <summary>For people: <c>jobs.elt</c>.</summary>
    public static string Short(string key) => key.StartsWith(Root, StringComparison.Ordinal) ? key[Root.Length..] : key;

    public override string ToString() => $"{Root}{Type}.{Name}{(Child is null ? "" : $".{Child}")}";
}
