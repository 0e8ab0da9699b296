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
        ["grants"] = new JsonObject([
            .. Stage.Catalog!.Grants.Select(grant => Of(grant.Key, grant.Value is [StageCatalog.NoPrivilege] ? [] : grant.Value)),
            .. Stage.Catalog.Former.Select(principal => Of(principal, [])),
        ]),
    };

    /// <summary>Databricks writes the names of users in small letters, the settings may not.</summary>
    public override JsonObject Read(JsonObject answer) => new()
    {
        ["grants"] = new JsonObject((answer["privilege_assignments"] as JsonArray ?? []).OfType<JsonObject>()
            .GroupBy(grant => AsDescribed((string)grant["principal"]!), grant => Privileges(grant["privileges"]), StringComparer.Ordinal)
            .Select(grant => (Principal: grant.Key, All: grant.SelectMany(privileges => privileges).Distinct(StringComparer.Ordinal)))
            .Select(grant => Of(grant.Principal, IsPortal(grant.Principal) ? Described(grant.Principal, grant.All) : grant.All))),
    };

    /// <summary>Databricks refuses a call as a whole for one principal that it does not know, so what is taken has a call for each one,
    /// before all that is given. With ALL_PRIVILEGES it takes the single ones, too, so that those that stay are given again.
    /// Source: https://docs.databricks.com/sql/language-manual/security-revoke</summary>
    public override IReadOnlyList<CatalogCall> Write(JsonObject wanted, JsonObject? found)
    {
        var changes = wanted["grants"]!.AsObject().Select(grant => GrantChange.Of(
            grant.Key, Privileges((found?["grants"] as JsonObject)?[grant.Key]), Privileges(grant.Value))).ToList();
        var given = changes.FindAll(change => change.Add.Count > 0);
        return
        [
            .. changes.Where(change => change.Remove.Count > 0).Select(change =>
                Call([change.Principal], [Change(change.Principal, [], change.Remove)]) with { OnlyTakes = true }),
            .. given.Count == 0 ? [] : new[]
            {
                Call([.. given.Select(change => change.Principal)], [.. given.Select(change => Change(change.Principal, change.Add, []))]),
            },
        ];
    }

    public override IEnumerable<SettingFault> Faults() =>
        Stage.Catalog!.Grants.SelectMany(grant => CatalogNames.Privileges(grant.Key, grant.Value));

    CatalogCall Call(IReadOnlyList<string> principals, JsonNode[] changes) =>
        new(HttpMethod.Patch, Address, new() { ["changes"] = new JsonArray(changes) }) { Principals = principals };

    static JsonObject Change(string principal, IEnumerable<string> add, IEnumerable<string> remove) =>
        new() { ["principal"] = principal, ["add"] = List(add), ["remove"] = List(remove) };

    /// <param name="said">Databricks names the principal in it.</param>
    /// <returns>Which setting names somebody whom Databricks does not know; all of them where it does not say.</returns>
    internal static ProvisioningException WithoutPrincipal(CatalogResource grants, IReadOnlyList<string> principals, string said)
    {
        const string remedy = "Databricks knows no such user, group or service principal. Add it to the account (account console, "
            + "User management; groups of a workspace alone do not count), or correct the setting: an e-mail address, the name of a group, "
            + "or an application id.";
        var named = principals.Where(principal => said.Contains(principal, StringComparison.OrdinalIgnoreCase)).MaxBy(name => name.Length);
        var faults = (named is null ? principals : [named])
            .Select(principal => SettingFault.OfInfrastructure($"{nameof(StageCatalog.Grants)}:{principal}", remedy));
        return new([.. faults.Select(fault => $"{grants.Subject()}: {fault}")], isLiftable: true);
    }

    bool IsPortal(string principal) => string.Equals(principal, Stage.Catalog!.Portal, StringComparison.OrdinalIgnoreCase);

    string AsDescribed(string principal) => Stage.Catalog!.Grants.Keys.Concat(Stage.Catalog.Former)
        .FirstOrDefault(own => PrincipalComparer.Instance.Equals(own, principal)) ?? principal;

    /// <summary>Whatever else it may do is not looked at, and so it stays.</summary>
    IEnumerable<string> Described(string principal, IEnumerable<string> privileges) =>
        privileges.Intersect(Stage.Catalog!.Grants.GetValueOrDefault(principal) ?? [], StringComparer.Ordinal);

    static KeyValuePair<string, JsonNode?> Of(string principal, IEnumerable<string> privileges) => new(principal, List(privileges));

    static IEnumerable<string> Privileges(JsonNode? list) => (list as JsonArray ?? []).Select(item => (string)item!);

    static JsonArray List(IEnumerable<string> privileges) =>
        [.. privileges.Order(StringComparer.Ordinal).Select(privilege => JsonValue.Create(privilege))];
}
