using System.Net;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>
/// Who may do what with a resource. The wish is what the Databricks CLI keeps in its state: object_id and the list.
/// </summary>
/// <param name="objectType">As the API names the parent: <c>jobs</c>, <c>pipelines</c>, <c>clusters</c>.</param>
sealed class PermissionsResource(string objectType) : BundleResource
{
    public const string List = "__embed__";

    public override string Type => "permissions";

    public override FieldRules Rules { get; } = new() { Renames = ["object_id"] };

    public override bool IsId(string id) => id.StartsWith($"/{objectType}/", StringComparison.Ordinal);

    /// <summary>The API says 403 of an object that is gone.</summary>
    public override async Task<JsonObject?> ReadAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken)
    {
        try
        {
            var entries = await workspace.Permissions.GetAsync(objectType, ObjectId(id), cancellationToken);
            return new() { ["object_id"] = id, [List] = new JsonArray([.. entries.Select(Entry)]) };
        }
        catch (DatabricksException fault) when (fault.SaysMissing || fault.Status is HttpStatusCode.Forbidden)
        {
            return null;
        }
    }

    /// <summary>Permissions are replaced as a whole, so nothing can be lost.</summary>
    public override Task<IReadOnlyList<string>> FindLostAsync(
        DatabricksWorkspace workspace, LostCreate lost, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public override async Task<string> CreateAsync(DatabricksWorkspace workspace, JsonObject wish, CancellationToken cancellationToken)
    {
        var id = (string)wish["object_id"]!;
        AccessControl[] entries = [.. wish[List]!.AsArray().Select(entry => Read(entry!))];
        return await SayingWhatAsync($"permissions of {objectType[..^1]} {ObjectId(id)}", async () =>
        {
            await workspace.Permissions.PutAsync(objectType, ObjectId(id), entries, cancellationToken);
            return id;
        });
    }

    public override Task<string> UpdateAsync(DatabricksWorkspace workspace, ResourceUpdate update, CancellationToken cancellationToken) =>
        CreateAsync(workspace, update.Wish, cancellationToken);

    /// <summary>Taking the list out of a bundle leaves the permissions as they are, as the Databricks CLI does.</summary>
    public override Task DeleteAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) => Task.CompletedTask;

    string ObjectId(string id) => id[(objectType.Length + 2)..];

    static AccessControl Read(JsonNode entry) => new(
        (string?)entry["level"] ?? "",
        (string?)entry["user_name"],
        (string?)entry["group_name"],
        (string?)entry["service_principal_name"]);

    static JsonObject Entry(AccessControl control)
    {
        var entry = new JsonObject { ["level"] = control.PermissionLevel };
        var (key, value) = control switch
        {
            { UserName: { } user } => ("user_name", user),
            { GroupName: { } group } => ("group_name", group),
            _ => ("service_principal_name", control.ServicePrincipalName),
        };
        entry[key] = value;
        return entry;
    }
}
