using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>A volume of Unity Catalog; it can be renamed, and dies with its schema.</summary>
sealed class VolumeResource : CatalogResource
{
    public override string Type => "volumes";

    public override string? SecurableType => "volume";

    public override string PageOf(string id) => $"explore/data/volumes/{id.Replace('.', '/')}";

    public override FieldRules Rules { get; } = new()
    {
        Identity = ["catalog_name", "schema_name"],
        Renames = ["name"],
        AnyCase = ["catalog_name", "schema_name", "name"],
        Recreates = ["storage_location", "volume_type"],
        StorageUrls = ["storage_location"],
        ServerDefaults = [("storage_location", null), ("volume_type", "MANAGED")],
    };

    protected override IReadOnlyList<string> Fields { get; } = ["name", "catalog_name", "schema_name", "comment", "storage_location",
        "volume_type"];

    /// <summary>volume_path is only for others to refer to.</summary>
    public override JsonObject Wish(MapNode configuration) => base.Wish(configuration.Set("volume_path", null));

    public override string FullName(JsonObject wish) => $"{wish["catalog_name"]}.{wish["schema_name"]}.{wish["name"]}";
}
