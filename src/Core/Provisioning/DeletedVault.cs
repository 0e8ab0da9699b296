using System.Globalization;
using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning;

/// <summary>A vault that was deleted and holds its name until it is recovered, purged or forgotten.
/// Source: https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/get-deleted</summary>
sealed record DeletedVault(JsonObject Body)
{
    /// <summary>The id under which alone it can be recovered.</summary>
    public string? WasId => (string?)Body["properties"]?["vaultId"];

    /// <summary>Nobody can purge it, not even its owner.</summary>
    public bool IsProtected => Body["properties"]?["purgeProtectionEnabled"] is JsonValue value && value.TryGetValue<bool>(out var isProtected) && isProtected;

    /// <summary>The day on which Azure purges it by itself: "3 February 2027".</summary>
    public string FreeFrom => DateTimeOffset.TryParse((string?)Body["properties"]?["scheduledPurgeDate"], CultureInfo.InvariantCulture, out var at)
        ? at.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
        : "a day that Azure does not tell";

    public bool Was(string id) => string.Equals(WasId, id, StringComparison.OrdinalIgnoreCase);
}
