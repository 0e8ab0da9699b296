using System.Globalization;
using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Planning;

/// <summary>A vault that was deleted and holds its name until it is recovered, purged or forgotten.
/// Source: https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/get-deleted</summary>
/// <param name="Id">Where Azure keeps it, which names the region that it was in.</param>
sealed record DeletedVault(string Id, JsonObject Body)
{
    /// <summary>The id under which alone it can be recovered.</summary>
    public string? WasId => Text("vaultId");

    /// <summary>Nobody can purge it, not even its owner.</summary>
    public bool IsProtected =>
        Body["properties"]?["purgeProtectionEnabled"] is JsonValue value && value.TryGetValue<bool>(out var isProtected) && isProtected;

    /// <summary>The day on which Azure purges it by itself: "3 February 2027".</summary>
    public string FreeFrom => DateTimeOffset.TryParse(Text("scheduledPurgeDate"), CultureInfo.InvariantCulture, out var at)
        ? at.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
        : "a day that Azure does not tell";

    /// <summary>Why it stands in the way of a vault instead of coming back as it, and what can be done; null when it comes back.</summary>
    /// <param name="region">Where the vault should be; a deleted one comes back only to where it was.</param>
    public string? ObjectionTo(string id, string? region) => this switch
    {
        _ when Text("location") is { } place && !ManagedFields.IsSame("location", place, region) =>
            $"A vault of this name was deleted in {place}, another region than the settings say, and holds the name until {FreeFrom}. It was {WasId}. "
            + (IsProtected
                ? "Purge protection is on, so nobody can free the name earlier: choose another with KeyVault."
                : "An admin purges it here, or choose another name with KeyVault."),
        _ when string.Equals(WasId, id, StringComparison.OrdinalIgnoreCase) => null,
        { IsProtected: true } => $"A deleted vault of this name belongs to {WasId}. "
            + $"Purge protection is on, so Azure frees the name on {FreeFrom}; choose another until then, or recover it there.",
        _ => $"A deleted vault of this name belongs to {WasId}. Recover it there, or an admin purges it here.",
    };

    string? Text(string name) => (string?)Body["properties"]?[name];
}
