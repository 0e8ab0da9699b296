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

    public static MapNode Capture(MapNode root)
    {
        var schemas = ResourceMaps.All(root, "schemas").ToArray();
        foreach (var (type, catalog, schema) in InSchemas)
        {
            root = ResourceMaps.Change(root, type, (_, resource) => Refer(resource, schema, schemas.Where(made =>
                Same(made.Resource, "name", resource, schema) && Same(made.Resource, "catalog_name", resource, catalog))));
        }

        var catalogs = ResourceMaps.All(root, "catalogs").ToArray();
        foreach (var (type, catalog) in InCatalogs)
        {
            root = ResourceMaps.Change(root, type, (_, resource) =>
                Refer(resource, catalog, catalogs.Where(made => Same(made.Resource, "name", resource, catalog))));
        }

        return root;
    }

    static bool Same(MapNode made, string field, MapNode user, string other) =>
        made.TextAt(field) is { Length: > 0 } name && string.Equals(name, user.TextAt(other), StringComparison.OrdinalIgnoreCase);

    static MapNode Refer(MapNode resource, string field, IEnumerable<(NodePath Path, MapNode Resource)> made) =>
        made.Select(one => one.Path.ToString()).FirstOrDefault() is { } path && resource[field] is ScalarNode name
            ? resource.Set(field, name.As(ScalarType.String, $"${{{path}.name}}"))
            : resource;
}
