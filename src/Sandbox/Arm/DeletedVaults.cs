using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>Vaults that were deleted: their name is taken until they are recovered or purged.</summary>
/// <remarks>https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview</remarks>
static class DeletedVaults
{
    const string Type = "Microsoft.KeyVault/vaults";

    public static void Keep(ArmState state, ArmPath path, StoredResource vault)
    {
        if (path.Is(Type))
        {
            state.DeletedVaults[path.Name] = vault;
        }
    }

    /// <summary>Whether the address lists all of them.</summary>
    public static bool IsList(string address) =>
        address.EndsWith("/providers/Microsoft.KeyVault/deletedVaults", StringComparison.OrdinalIgnoreCase);

    public static JsonObject Show(ArmState state, DeletedVaultAddress address) => Shown(Find(state, address.Name, address.Region), address);

    public static JsonArray List(ArmState state, string subscription)
    {
        JsonNode[] all = [.. state.DeletedVaults.Select(
            pair => Shown(pair.Value, DeletedVaultAddress.Of(subscription, pair.Value.Body.Text("location")!, pair.Key)))];
        return new JsonArray(all);
    }

    public static void Purge(ArmState state, DeletedVaultAddress address)
    {
        if (IsProtected(Find(state, address.Name, address.Region)))
        {
            throw ArmRefusal.Of(
                409, "MethodNotAllowed",
                $"Operation 'PurgeDeletedVault' is not allowed because the vault '{address.Name}' has purge protection enabled.");
        }

        state.DeletedVaults.Remove(address.Name);
    }

    static StoredResource Find(ArmState state, string name, string? region) =>
        state.DeletedVaults.TryGetValue(name, out var vault) && Regions.AreSame(vault.Body.Text("location"), region)
            ? vault
            : throw Missing(name);

    static JsonObject Shown(StoredResource vault, DeletedVaultAddress address) => new()
    {
        ["id"] = address.Text,
        ["name"] = address.Name,
        ["type"] = "Microsoft.KeyVault/deletedVaults",
        ["properties"] = new JsonObject
        {
            ["vaultId"] = vault.Id,
            ["location"] = vault.Body.Text("location"),
            ["purgeProtectionEnabled"] = IsProtected(vault),
            ["deletionDate"] = vault.ReadyAt.ToString("O", CultureInfo.InvariantCulture),
            ["scheduledPurgeDate"] = vault.ReadyAt.AddDays(90).ToString("O", CultureInfo.InvariantCulture),
        },
    };

    static bool IsProtected(StoredResource vault) =>
        vault.Body["properties"]?["enablePurgeProtection"] is JsonValue value
            && value.TryGetValue<bool>(out var isProtected)
            && isProtected;

    static Refusal Missing(string name) =>
        ArmRefusal.Of(404, "DeletedVaultNotFound", $"The specified deleted vault '{name}' does not exist.");

    /// <summary>What comes back instead of what is given, if it is to be recovered.</summary>
    public static JsonObject Resolve(ArmState state, ArmPath path, JsonObject given)
    {
        if (!path.Is(Type))
        {
            return given;
        }

        if ((given["properties"] as JsonObject)?.Text("createMode") is "recover")
        {
            var deleted = Find(state, path.Name, given.Text("location"));
            if (!deleted.Id.Equals(path.Text, StringComparison.OrdinalIgnoreCase))
            {
                throw Missing(path.Name);
            }

            state.DeletedVaults.Remove(path.Name);
            return deleted.Body.Copy();
        }

        return state.DeletedVaults.ContainsKey(path.Name)
            ? throw ArmRefusal.Of(
                409,
                "ConflictError",
                "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault.")
            : given;
    }
}
