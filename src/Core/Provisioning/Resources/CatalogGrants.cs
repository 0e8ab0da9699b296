using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Who may do what with the catalog, for the principals of the settings. Source: https://docs.databricks.com/api/azure/workspace/grants</summary>
public sealed record CatalogGrants(StageResources Stage) : CatalogResource(Stage)
{
    public override string Kind => "Grants";

    public override string Name => Stage.Catalog!.Catalog;

    public override string Stays => "Privileges belong to people. Take them away in Databricks (Catalog Explorer, Permissions).";

    public override string Address => $"{Root}/permissions/catalog/{Name}";

    public override IReadOnlyList<string> Needs => [new Catalog(Stage).Id];

    public override JsonObject Body() => new()
    {
        ["grants"] = new JsonObject(Stage.Catalog!.Grants.Select(grant => KeyValuePair.Create(grant.Key, (JsonNode?)List(grant.Value)))),
    };

    public override JsonObject Read(JsonObject answer) => new()
    {
        ["grants"] = new JsonObject((answer["privilege_assignments"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(grant => KeyValuePair.Create((string)grant["principal"]!, (JsonNode?)List(Privileges(grant["privileges"]))))),
    };

    public override CatalogCall Write(JsonObject wanted, JsonObject? found)
    {
        var changes = wanted["grants"]!.AsObject().Select(grant => Change(
            grant.Key, [.. Privileges(grant.Value)], [.. Privileges((found?["grants"] as JsonObject)?[grant.Key])]));
        return new(HttpMethod.Patch, Address, new() { ["changes"] = new JsonArray([.. changes]) });
    }

    public override IEnumerable<SettingFault> Faults() => Stage.Catalog!.Grants.SelectMany(grant => CatalogNames.Privileges(grant.Key, grant.Value));

    static JsonObject Change(string principal, HashSet<string> wanted, HashSet<string> found) => new()
    {
        ["principal"] = principal,
        ["add"] = List(wanted.Except(found, StringComparer.Ordinal)),
        ["remove"] = List(found.Except(wanted, StringComparer.Ordinal)),
    };

    static IEnumerable<string> Privileges(JsonNode? list) => (list as JsonArray ?? []).Select(item => (string)item!);

    static JsonArray List(IEnumerable<string> privileges) => [.. privileges.Order(StringComparer.Ordinal).Select(privilege => JsonValue.Create(privilege))];
}
