using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Who may do what with the catalog, for the principals of the settings and for those that the settings no longer name.
/// Source: https://docs.databricks.com/api/azure/workspace/grants</summary>
public sealed record CatalogGrants(StageResources Stage) : CatalogResource(Stage)
{
    public const string KindOfAll = "Grants";

    /// <summary>Before the principal's name in the path of a field.</summary>
    internal const string Field = "grants.";

    public override string Kind => KindOfAll;

    public override string Name => Stage.Catalog!.Catalog;

    public override string Stays => "Privileges belong to people. Take them away in Databricks (Catalog Explorer, Permissions).";

    public override string Address => AddressOf(Name);

    public override IReadOnlyList<string> Needs => [new Catalog(Stage).Id];

    internal static string AddressOf(string catalog) => $"{Root}/permissions/catalog/{catalog}";

    public override JsonObject Body() => new()
    {
        ["grants"] = new JsonObject(
        [
            .. Stage.Catalog!.Grants.Select(grant => Of(grant.Key, grant.Value is [StageCatalog.NoPrivilege] ? [] : grant.Value)),
            .. Stage.Catalog.Former.Select(principal => Of(principal, [])),
        ]),
    };

    public override JsonObject Read(JsonObject answer) => new()
    {
        ["grants"] = new JsonObject((answer["privilege_assignments"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(grant => (Principal: (string)grant["principal"]!, Privileges: Privileges(grant["privileges"])))
            .Select(grant => Of(grant.Principal, IsPortal(grant.Principal) ? Described(grant.Principal, grant.Privileges) : grant.Privileges))),
    };

    public override CatalogCall Write(JsonObject wanted, JsonObject? found)
    {
        var changes =
            from grant in wanted["grants"]!.AsObject()
            let here = Privileges((found?["grants"] as JsonObject)?[grant.Key]).ToHashSet(StringComparer.Ordinal)
            let add = List(Privileges(grant.Value).Except(here, StringComparer.Ordinal))
            let remove = List(here.Except(Privileges(grant.Value), StringComparer.Ordinal))
            where add.Count + remove.Count > 0
            select (JsonNode)new JsonObject { ["principal"] = grant.Key, ["add"] = add, ["remove"] = remove };
        return new(HttpMethod.Patch, Address, new() { ["changes"] = new JsonArray([.. changes]) });
    }

    public override IEnumerable<SettingFault> Faults() => Stage.Catalog!.Grants.SelectMany(grant => CatalogNames.Privileges(grant.Key, grant.Value));

    bool IsPortal(string principal) => string.Equals(principal, Stage.Catalog!.Portal, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whatever else it may do is not looked at, and so it stays.</summary>
    IEnumerable<string> Described(string principal, IEnumerable<string> privileges) =>
        privileges.Intersect(Stage.Catalog!.Grants.GetValueOrDefault(principal) ?? [], StringComparer.Ordinal);

    static KeyValuePair<string, JsonNode?> Of(string principal, IEnumerable<string> privileges) => new(principal, List(privileges));

    static IEnumerable<string> Privileges(JsonNode? list) => (list as JsonArray ?? []).Select(item => (string)item!);

    static JsonArray List(IEnumerable<string> privileges) => [.. privileges.Order(StringComparer.Ordinal).Select(privilege => JsonValue.Create(privilege))];
}
