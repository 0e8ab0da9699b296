namespace ReleasePortal.Sandbox.Arm;

/// <summary>An address like <c>…/locations/uksouth/deletedVaults/kv-dev-dbws</c>. Azure knows a deleted vault only in
/// the region that it was in.</summary>
sealed record DeletedVaultAddress(string Text, string Region, string Name)
{
    const string Purge = "/purge";

    public static DeletedVaultAddress Of(string subscription, string region, string name) =>
        new($"/subscriptions/{subscription}/providers/Microsoft.KeyVault/locations/{region}/deletedVaults/{name}", region, name);

    /// <summary>Null for any other address.</summary>
    public static DeletedVaultAddress? Parse(string text) =>
        text.Split('/') is [.., "providers", var provider, "locations", var region, "deletedVaults", var name]
        && provider.Equals("Microsoft.KeyVault", StringComparison.OrdinalIgnoreCase) ? new(text, region, name) : null;

    /// <summary>Of the vault that an address like <c>…/deletedVaults/kv-dev-dbws/purge</c> gives up; null for any other address.</summary>
    public static DeletedVaultAddress? ParsePurge(string text) =>
        text.EndsWith(Purge, StringComparison.OrdinalIgnoreCase) ? Parse(text[..^Purge.Length]) : null;
}
