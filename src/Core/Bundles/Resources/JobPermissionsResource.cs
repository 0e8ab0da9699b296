using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Who may do what with a job. The wish is what the Databricks CLI keeps in its state: object_id and the list.</summary>
sealed class JobPermissionsResource : BundleResource
{
    public const string List = "__embed__";

    public override string Type => "permissions";

    public override FieldRules Rules { get; } = new() { Identity = ["object_id"] };

    public override async Task<JsonObject?> ReadAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken)
    {
        if (await workspace.Jobs.GetAsync(long.Parse(JobId(id), System.Globalization.CultureInfo.InvariantCulture), cancellationToken) is null)
        {
            return null;
        }

        var entries = await workspace.Permissions.GetAsync("jobs", JobId(id), cancellationToken);
        return new() { ["object_id"] = id, [List] = new JsonArray([.. entries.Select(Entry)]) };
    }

    /// <summary>Permissions are replaced as a whole, so nothing can be lost.</summary>
    public override Task<string?> FindLostAsync(
        DatabricksWorkspace workspace, JsonObject wish, IReadOnlyCollection<string> knownIds, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    public override async Task<string> CreateAsync(DatabricksWorkspace workspace, JsonObject wish, CancellationToken cancellationToken)
    {
        var id = (string)wish["object_id"]!;
        await UpdateAsync(workspace, id, wish, cancellationToken);
        return id;
    }

    public override async Task UpdateAsync(DatabricksWorkspace workspace, string id, JsonObject wish, CancellationToken cancellationToken)
    {
        try
        {
            await workspace.Permissions.PutAsync(
                "jobs", JobId(id), [.. wish[List]!.AsArray().Select(entry => Read(entry!))], cancellationToken);
        }
        catch (DatabricksException fault) when (fault.SaysInvalid)
        {
            throw new BundleInvalidException($"Databricks does not accept the permissions of job {JobId(id)}: {fault.Detail}", fault);
        }
    }

    /// <summary>Taking the list out of a bundle leaves the permissions as they are, as the Databricks CLI does.</summary>
    public override Task DeleteAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) => Task.CompletedTask;

    static string JobId(string id) => id["/jobs/".Length..];

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
