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

    public static JsonObject Show(ArmState state, string address, string name) => state.DeletedVaults.TryGetValue(name, out var vault)
        ? new()
        {
            ["id"] = address,
            ["name"] = name,
            ["type"] = "Microsoft.KeyVault/deletedVaults",
            ["properties"] = new JsonObject
            {
                ["vaultId"] = vault.Id,
                ["location"] = vault.Body.Text("location"),
                ["purgeProtectionEnabled"] = vault.Body["properties"]?["enablePurgeProtection"]?.DeepClone() ?? false,
                ["scheduledPurgeDate"] = vault.ReadyAt.AddDays(90).ToString("O", CultureInfo.InvariantCulture),
            },
        }
        : throw ArmRefusal.Of(404, "DeletedVaultNotFound", $"The specified deleted vault '{name}' does not exist.");

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
            throw ArmRefusal.Of(404, "DeletedVaultNotFound", $"The specified deleted vault '{path.Name}' does not exist.");
        }

        return known
            ? throw ArmRefusal.Of(
                409,
                "ConflictError",
                "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault.")
            : given;
    }
}
