using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>What the providers refuse before they do anything.</summary>
sealed partial class ArmRules(ArmState state, IReadOnlySet<string> takenStorageAccounts, IReadOnlySet<string> takenVaults)
{
    const string Locks = "/providers/Microsoft.Authorization/locks/";

    public void CheckWrite(ArmPath path, JsonObject body)
    {
        if (path.Group is { } group && !path.IsGroup && !state.Resources.ContainsKey(path.GroupId))
        {
            throw ArmRefusal.NoGroup(group);
        }

        if (path.Type is not null && path.Parent is { } parent && !Exists(parent))
        {
            throw ArmRefusal.NoParent(path, parent);
        }

        if (NeedsLocation(path) && body.Text("location") is null)
        {
            throw ArmRefusal.Of(400, "LocationRequired", "The location property is required for this definition.");
        }

        CheckRegion(path, body);
        if (path.Is("Microsoft.Storage/storageAccounts"))
        {
            CheckStorage(path);
        }

        if (path.Is("Microsoft.KeyVault/vaults") && (takenVaults.Contains(path.Name) || IsElsewhere("/vaults/", path)))
        {
            throw ArmRefusal.Of(
                409,
                "VaultAlreadyExists",
                $"The vault name '{path.Name}' is already in use. Vault names are globally unique so it is possible that the name is already taken.");
        }

        if (path.Is("Microsoft.Network/virtualNetworks"))
        {
            Subnets.CheckNetwork(state, path, body);
        }

        PrivateEndpoints.CheckWrite(state, path, body);
        if (path.Is("Microsoft.Authorization/roleAssignments"))
        {
            CheckRoleAssignment(path, body);
        }
    }

    public void CheckDelete(ArmPath path)
    {
        var locked = state.Resources.Keys.FirstOrDefault(id =>
            id.LastIndexOf(Locks, StringComparison.OrdinalIgnoreCase) is var at and > 0
            && path.Text.StartsWith(id[..at], StringComparison.OrdinalIgnoreCase)
            && !path.Is("Microsoft.Authorization/locks"));
        if (locked is not null)
        {
            throw ArmRefusal.Of(
                409,
                "ScopeLocked",
                $"The scope '{path.Text}' cannot perform delete operation because following scope(s) are locked: '{locked}'. "
                + "Please remove the lock and try again.");
        }
    }

    /// <summary>Every storage account has a blob service, without anybody creating it.</summary>
    bool Exists(string id) => state.Resources.ContainsKey(id)
        || (ArmPath.Parse(id) is { } path
            && path.Is("Microsoft.Storage/storageAccounts/blobServices")
            && path.Parent is { } account
            && state.Resources.ContainsKey(account));

    static bool NeedsLocation(ArmPath path) => path.IsGroup || (path.Type is { } type
        && type.Count(letter => letter == '/') == 1
        && !type.StartsWith("Microsoft.Authorization/", StringComparison.OrdinalIgnoreCase)
        && !type.StartsWith("Microsoft.Insights/", StringComparison.OrdinalIgnoreCase)
        && !type.StartsWith("Microsoft.Resources/", StringComparison.OrdinalIgnoreCase));

    /// <summary>Nothing moves.</summary>
    void CheckRegion(ArmPath path, JsonObject body)
    {
        var (there, wanted) = (state.Resources.GetValueOrDefault(path.Text)?.Body.Text("location"), body.Text("location"));
        if (there is null || wanted is null || Regions.AreSame(there, wanted))
        {
            return;
        }

        throw path.IsGroup
            ? ArmRefusal.Of(
                409, "InvalidResourceGroupLocation",
                $"Invalid resource group location '{wanted}'. The Resource group already exists in location '{there}'.")
            : ArmRefusal.Of(
                409,
                "InvalidResourceLocation",
                $"The resource '{path.Name}' already exists in location '{there}' in resource group '{path.Group}'. "
                + $"A resource with the same name cannot be created in location '{wanted}'. Please select a new resource name.");
    }

    void CheckStorage(ArmPath path)
    {
        if (!StorageName().IsMatch(path.Name))
        {
            throw ArmRefusal.Of(
                400,
                "AccountNameInvalid",
                $"{path.Name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length "
                + "and use numbers and lower-case letters only.");
        }

        if (IsElsewhere("/storageAccounts/", path) || takenStorageAccounts.Contains(path.Name))
        {
            throw ArmRefusal.Of(409, "StorageAccountAlreadyTaken", $"The storage account named {path.Name} is already taken.");
        }
    }

    /// <summary>The name of the whole world's is taken by another resource group.</summary>
    bool IsElsewhere(string type, ArmPath path) => state.Resources.Values.Any(known =>
        known.Id.EndsWith(type + path.Name, StringComparison.OrdinalIgnoreCase)
            && !string.Equals(known.Id, path.Text, StringComparison.OrdinalIgnoreCase));

    void CheckRoleAssignment(ArmPath path, JsonObject body)
    {
        var scope = path.Text[..path.Text.LastIndexOf("/providers/", StringComparison.OrdinalIgnoreCase)];
        var wanted = body["properties"] as JsonObject ?? [];
        if (wanted.Text("principalId") is null || wanted.Text("roleDefinitionId") is null)
        {
            throw ArmRefusal.Of(
                400, "InvalidCreateRoleAssignmentRequest", "The role assignment needs a principalId and a roleDefinitionId.");
        }

        if (state.Resources.TryGetValue(path.Text, out var held)
            && !Same((held.Body["properties"] as JsonObject)?.Text("principalId"), wanted.Text("principalId")))
        {
            throw ArmRefusal.Of(
                400, "RoleAssignmentUpdateNotPermitted",
                "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");
        }

        var twin = state.Resources.Values.FirstOrDefault(known =>
            known.Id.StartsWith(scope + "/providers/Microsoft.Authorization/roleAssignments/", StringComparison.OrdinalIgnoreCase)
            && !string.Equals(known.Id, path.Text, StringComparison.OrdinalIgnoreCase)
            && known.Body["properties"] is JsonObject properties
            && Same(properties.Text("principalId"), wanted.Text("principalId"))
            && Same(properties.Text("roleDefinitionId"), wanted.Text("roleDefinitionId")));
        if (twin is not null)
        {
            throw ArmRefusal.Of(
                409, "RoleAssignmentExists",
                $"The role assignment already exists. The ID of the conflicting role assignment is {twin.Body.Text("name")}.");
        }
    }

    static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^[a-z0-9]{3,24}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StorageName();
}
