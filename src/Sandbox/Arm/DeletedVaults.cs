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

    /// <summary>The deleted vault at an address like <c>…/locations/uksouth/deletedVaults/kv-dev-dbws</c>; null for any other address.</summary>
    public static string? NameIn(string address) => address.Split('/') is [.., "providers", var provider, "locations", _, "deletedVaults", var name]
        && provider.Equals("Microsoft.KeyVault", StringComparison.OrdinalIgnoreCase) ? name : null;

    /// <summary>Whether the address lists all of them.</summary>
    public static bool IsList(string address) => address.EndsWith("/providers/Microsoft.KeyVault/deletedVaults", StringComparison.OrdinalIgnoreCase);

    /// <summary>The vault that an address like <c>…/deletedVaults/kv-dev-dbws/purge</c> gives up; null for any other address.</summary>
    public static string? PurgedIn(string address) => address.EndsWith("/purge", StringComparison.OrdinalIgnoreCase) ? NameIn(address[..^"/purge".Length]) : null;

    public static JsonObject Show(ArmState state, string address, string name) =>
        state.DeletedVaults.TryGetValue(name, out var vault) ? Shown(vault, address, name) : throw Missing(name);

    public static JsonArray List(ArmState state, string subscription)
    {
        JsonNode[] all = [.. state.DeletedVaults.Select(pair => Shown(
            pair.Value, $"/subscriptions/{subscription}/providers/Microsoft.KeyVault/locations/{pair.Value.Body.Text("location")}/deletedVaults/{pair.Key}", pair.Key))];
        return new JsonArray(all);
    }

    public static void Purge(ArmState state, string name)
    {
        var vault = state.DeletedVaults.GetValueOrDefault(name) ?? throw Missing(name);
        if (IsProtected(vault))
        {
            throw ArmRefusal.Of(409, "MethodNotAllowed", $"Operation 'PurgeDeletedVault' is not allowed because the vault '{name}' has purge protection enabled.");
        }

        state.DeletedVaults.Remove(name);
    }

    static JsonObject Shown(StoredResource vault, string address, string name) => new()
    {
        ["id"] = address,
        ["name"] = name,
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
        vault.Body["properties"]?["enablePurgeProtection"] is JsonValue value && value.TryGetValue<bool>(out var isProtected) && isProtected;

    static Refusal Missing(string name) => ArmRefusal.Of(404, "DeletedVaultNotFound", $"The specified deleted vault '{name}' does not exist.");

    /// <summary>What comes back instead of what is given, if it is to be recovered.</summary>
    public static JsonObject Resolve(ArmState state, ArmPath path, JsonObject given)
    {
        if (!path.Is(Type))
        {
            return given;
        }

        var recover = (given["properties"] as JsonObject)?.Text("createMode") is "recover";
        var known = state.DeletedVaults.TryGetValue(path.Name, out var deleted);
        if (recover && known && deleted!.Id.Equals(path.Text, StringComparison.OrdinalIgnoreCase))
        {
            state.DeletedVaults.Remove(path.Name);
            return deleted.Body.Copy();
        }

        if (recover)
        {
            throw Missing(path.Name);
        }

        return known
            ? throw ArmRefusal.Of(
                409,
                "ConflictError",
                "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault.")
            : given;
    }
}
