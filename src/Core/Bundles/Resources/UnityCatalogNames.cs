using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>
/// Who names a schema or a catalog that the bundle itself makes depends on it: the name becomes a reference, so that order and
/// prefixes come out right.
/// </summary>
static class UnityCatalogNames
{
    static readonly (string Type, string Catalog, string Schema)[] InSchemas =
    [
        ("volumes", "catalog_name", "schema_name"),
        ("registered_models", "catalog_name", "schema_name"),
        ("pipelines", "catalog", "schema"),
        ("pipelines", "catalog", "target"),
    ];

    static readonly (string Type, string Catalog)[] InCatalogs =
        [("schemas", "catalog_name"), ("volumes", "catalog_name"), ("registered_models", "catalog_name"), ("pipelines", "catalog")];

    public static MapNode Capture(MapNode root, Findings findings)
    {
        var schemas = ResourceMaps.All(root, "schemas").ToArray();
        foreach (var (type, catalog, schema) in InSchemas)
        {
            root = ResourceMaps.Change(root, type, (path, resource) => Refer(resource, schema, path, findings, schemas.Where(made =>
                Same(made.Resource, "name", resource, schema) && Same(made.Resource, "catalog_name", resource, catalog))));
        }

        var catalogs = ResourceMaps.All(root, "catalogs").ToArray();
        foreach (var (type, catalog) in InCatalogs)
        {
            root = ResourceMaps.Change(root, type, (path, resource) =>
                Refer(resource, catalog, path, findings, catalogs.Where(made => Same(made.Resource, "name", resource, catalog))));
        }

        return root;
    }

    static bool Same(MapNode made, string field, MapNode user, string other) =>
        made.TextAt(field) is { Length: > 0 } name && string.Equals(name, user.TextAt(other), StringComparison.OrdinalIgnoreCase);

    static MapNode Refer(
        MapNode resource, string field, NodePath path, Findings findings, IEnumerable<(NodePath Path, MapNode Resource)> made)
    {
        if (made.Select(one => one.Path.ToString()).FirstOrDefault() is not { } found || resource[field] is not ScalarNode name)
        {
            return resource;
        }

        var reference = $"${{{found}.name}}";
        if (Reference.IsWhole(reference))
        {
            return resource.Set(field, name.As(ScalarType.String, reference));
        }

        findings.Warning(
            $"{found} cannot be waited for, because its key is not fit for references",
            path.Key(field),
            name,
            "A key begins with a letter, then come letters and digits, with hyphens and underscores between them.");
        return resource;
    }
}
