using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>What schemas and volumes of Unity Catalog have in common: the full name is the id, and a change names
/// only what changed.</summary>
abstract class CatalogResource : BundleResource
{
    public override bool HoldsData => true;

    public override IReadOnlyList<string> Outputs =>
        ["full_name", "owner", "metastore_id", "created_at", "created_by", "updated_at", "storage_location"];

    /// <summary>The fields of a wish, which is all that is compared.</summary>
    protected abstract IReadOnlyList<string> Fields { get; }

    /// <summary>The id that such a wish gets.</summary>
    public abstract string FullName(JsonObject wish);

    public override async Task<JsonObject?> ReadAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) =>
        await DescribeAsync(workspace, id, cancellationToken) is { } live
            ? new(live.Where(field => Fields.Contains(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())))
            : null;

    public override Task<JsonObject?> DescribeAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) =>
        workspace.Catalog.GetAsync(Type, id, cancellationToken);

    public override IReadOnlyList<string> FoundBy => ["catalog_name", "schema_name", "name"];

    public override async Task<IReadOnlyList<string>> FindLostAsync(
        DatabricksWorkspace workspace, LostCreate lost, CancellationToken cancellationToken)
    {
        var name = FullName(lost.Wish);
        return await DescribeAsync(workspace, name, cancellationToken) is { } live
            && lost.MayHaveMade((string?)live["created_by"], (long?)live["created_at"]) ? [(string?)live["full_name"] ?? name] : [];
    }

    public override Task<string> CreateAsync(DatabricksWorkspace workspace, JsonObject wish, CancellationToken cancellationToken) =>
        SayingWhatAsync($"{Type[..^1]} '{FullName(wish)}'", () => workspace.Catalog.CreateAsync(Type, wish, cancellationToken));

    public override Task<string> UpdateAsync(DatabricksWorkspace workspace, ResourceUpdate update, CancellationToken cancellationToken) =>
        SayingWhatAsync($"{Type[..^1]} '{FullName(update.Wish)}'", () =>
            workspace.Catalog.ChangeAsync(Type, update.Id, Changes(update), cancellationToken));

    public override Task DeleteAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) =>
        workspace.Catalog.DeleteAsync(Type, id, cancellationToken);

    /// <summary>A field that the bundle no longer has is emptied; a name goes as the new one.</summary>
    static JsonObject Changes(ResourceUpdate update) => new(update.Fields.Select(field => KeyValuePair.Create<string, JsonNode?>(
        field is "name" ? "new_name" : field,
        update.Wish[field]?.DeepClone() ?? (update.Live[field] is JsonObject ? new JsonObject() : JsonValue.Create("")))));
}
