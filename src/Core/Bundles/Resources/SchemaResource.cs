using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>A schema of Unity Catalog; deleting it deletes everything in it.</summary>
sealed class SchemaResource : CatalogResource
{
    public override string Type => "schemas";

    public override string? SecurableType => "schema";

    public override string PageOf(string id) => $"explore/data/{id.Replace('.', '/')}";

    public override FieldRules Rules { get; } = new()
    {
        Identity = ["name", "catalog_name"],
        AnyCase = ["name", "catalog_name"],
        Recreates = ["storage_root"],
        StorageUrls = ["storage_root"],
        ServerDefaults = [("storage_root", null)],
    };

    protected override IReadOnlyList<string> Fields { get; } = ["name", "catalog_name", "comment", "properties", "storage_root"];

    public override string FullName(JsonObject wish) => $"{wish["catalog_name"]}.{wish["name"]}";
}
