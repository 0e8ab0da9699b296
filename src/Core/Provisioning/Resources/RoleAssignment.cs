using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>A role on one resource, and nowhere else. Source:
/// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles</summary>
/// <param name="Principal">Object id of a service principal or managed identity.</param>
/// <param name="Holder">Who that is, for people.</param>
/// <param name="After">The resource that the principal belongs to, where the blueprint makes it.</param>
public sealed record RoleAssignment(
    AzureResource On, Role Role, string Principal, string Holder, AzureResource? After = null) : AzureResource
{
    /// <summary>Lets Unity Catalog read and write the account with the connector's identity.</summary>
    public static RoleAssignment Of(AccessConnector connector, StorageAccount account) =>
        new(account, Role.StorageBlobDataContributor, connector.PrincipalId, connector.Name, connector);

    public override string Id => IdFor(Principal);

    public override string Kind => "Role assignment";

    public override string Name => $"{Role.Name} on {On.Name} for {Holder}";

    public override string ApiVersion => "2022-04-01";

    public override IReadOnlyList<string> Needs => After is null ? [On.Id] : [On.Id, After.Id];

    public override IReadOnlyList<string> Fixed => ["properties.roleDefinitionId", "properties.principalId"];

    public override string Anew =>
        $"remove it in the Azure portal (Access control) (meanwhile {Holder} may not use {On.Name})";

    /// <summary>Whoever gave the role by hand gave it another number.</summary>
    public override string Siblings => $"{On.Id}/providers/Microsoft.Authorization/roleAssignments?$filter=atScope()";

    /// <summary>A principal that was deleted and made again is another to Azure, which keeps the assignment of the dead one.</summary>
    public override string Instead(JsonObject wanted) => IdFor((string)wanted["properties"]!["principalId"]!);

    /// <summary>Azure wants a GUID; made of what it stands for, so that it is the same in every plan.</summary>
    string IdFor(string principal)
    {
        var number = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{On.Id}|{Role.Id}|{principal}".ToUpperInvariant())).AsSpan(0, 16));
        return $"{On.Id}/providers/Microsoft.Authorization/roleAssignments/{number}";
    }

    /// <summary>Azure gives nobody the same role twice, whatever its condition.</summary>
    public override bool IsSame(JsonObject sibling, JsonObject wanted) =>
        ((string?)sibling["id"])?.StartsWith($"{On.Id}/providers/", StringComparison.OrdinalIgnoreCase) is true
        && !ManagedFields.Differences(this, wanted, sibling).Any(change => Fixed.Contains(change.Path, StringComparer.Ordinal));

    /// <summary>A role under a condition is less than the role. A write without one takes it off.
    /// Source: https://learn.microsoft.com/azure/role-based-access-control/conditions-role-assignments-rest#delete-a-condition</summary>
    public override JsonObject Body() => new()
    {
        ["properties"] = new JsonObject
        {
            ["roleDefinitionId"] = $"/subscriptions/{On.Id.Split('/')[2]}/providers/Microsoft.Authorization/roleDefinitions/{Role.Id}",
            ["principalId"] = Principal,
            ["principalType"] = "ServicePrincipal",
            ["condition"] = null,
            ["conditionVersion"] = null,
        },
    };
}

/// <summary>A built-in role; its id is the same in every tenant.</summary>
public sealed record Role(string Id, string Name)
{
    public static Role StorageBlobDataContributor { get; } = new("ba92f5b4-2d11-453d-a403-e96b0029c9fe", "Storage Blob Data Contributor");

    public static Role KeyVaultSecretsUser { get; } = new("4633458b-17de-408a-b874-0445c86b69e6", "Key Vault Secrets User");
}
