using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Who may do what with a securable of Unity Catalog: exactly the principals of the bundle, with exactly
/// their privileges.</summary>
/// <param name="securableType"><c>schema</c> or <c>volume</c>.</param>
sealed class GrantsResource(string securableType) : BundleResource
{
    const string All = "ALL_PRIVILEGES";

    public override string Type => "grants";

    public override FieldRules Rules { get; } = new() { Renames = ["full_name"], Identity = ["securable_type"], AnyCase = ["full_name"] };

    public override bool IsId(string id) => id.StartsWith($"{securableType}/", StringComparison.Ordinal);

    public override async Task<JsonObject?> ReadAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) =>
        await workspace.Catalog.GrantsAsync(securableType, FullName(id), cancellationToken) is not { } grants ? null : new()
        {
            ["securable_type"] = securableType,
            ["full_name"] = FullName(id),
            [PermissionsResource.List] = new JsonArray([.. grants.Select(Entry)]),
        };

    /// <summary>The same grants twice are no more than once, so nothing can be lost.</summary>
    public override Task<IReadOnlyList<string>> FindLostAsync(
        DatabricksWorkspace workspace, LostCreate lost, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public override Task<string> CreateAsync(DatabricksWorkspace workspace, JsonObject wish, CancellationToken cancellationToken) =>
        ChangeAsync(workspace, wish, held: [], cancellationToken);

    public override Task<string> UpdateAsync(DatabricksWorkspace workspace, ResourceUpdate update, CancellationToken cancellationToken) =>
        ChangeAsync(workspace, update.Wish, Read(update.Live), cancellationToken);

    /// <summary>Taking the list out of a bundle leaves the grants as they are, as the Databricks CLI does.</summary>
    public override Task DeleteAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) => Task.CompletedTask;

    async Task<string> ChangeAsync(
        DatabricksWorkspace workspace, JsonObject wish, IReadOnlyList<Grant> held, CancellationToken cancellationToken)
    {
        var wanted = Read(wish);
        var gone = held.Select(grant => grant.Principal).Except(wanted.Select(grant => grant.Principal), StringComparer.Ordinal);
        GrantChange[] changes =
        [
            .. wanted.Select(grant => new GrantChange(grant.Principal, grant.Privileges, Superfluous(grant, held))),
            .. gone.Select(principal => new GrantChange(principal, Add: null, Remove: [All])),
        ];
        var name = (string)wish["full_name"]!;
        return await SayingWhatAsync($"grants of {securableType} '{name}'", async () =>
        {
            await workspace.Catalog.ChangeGrantsAsync(securableType, name, changes, cancellationToken);
            return $"{securableType}/{name}";
        });
    }

    /// <summary>Taking away everything takes care of what nobody saw; only who gets everything keeps the rest, unless
    /// it is named.</summary>
    static string[]? Superfluous(Grant wanted, IReadOnlyList<Grant> held)
    {
        if (!wanted.Privileges.Contains(All))
        {
            return [All];
        }

        string[] rest = [.. held.Where(grant => grant.Principal == wanted.Principal)
            .SelectMany(grant => grant.Privileges)
            .Except(wanted.Privileges, StringComparer.Ordinal)];
        return rest.Length == 0 ? null : rest;
    }

    string FullName(string id) => id[(securableType.Length + 1)..];

    static IReadOnlyList<Grant> Read(JsonObject body) =>
    [
        .. from entry in body[PermissionsResource.List]!.AsArray()
           select new Grant(
               (string?)entry!["principal"] ?? "", [.. (entry["privileges"] as JsonArray ?? []).Select(privilege => $"{privilege}")]),
    ];

    static JsonObject Entry(Grant grant) => new()
    {
        ["principal"] = grant.Principal,
        ["privileges"] = new JsonArray([.. grant.Privileges.Order(StringComparer.Ordinal).Select(privilege => (JsonNode)privilege)]),
    };
}
