using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Nobody knows the address of a workspace before it is made, and of an adopted one it may be mistyped; Azure tells the right one.</summary>
static class WorkspaceAddress
{
    public static bool MayBeWrong(DatabricksException fault, ManagedResource wanted) => fault.Status is null && wanted is CatalogResource { IsInAccount: false };

    /// <returns>What to set; null when the address is right, or Azure does not tell it.</returns>
    public static ProvisioningException? Corrected(CatalogResource wanted, string? name, JsonObject? workspace)
    {
        var (told, set) = ((string?)workspace?["properties"]?["workspaceUrl"], wanted.WorkspaceUrl.Host);
        return told is null || string.Equals(told, set, StringComparison.OrdinalIgnoreCase) ? null : new(
            [$"{wanted.Subject()}: {set} does not answer. Azure says that the address of {name} is https://{told}; set WorkspaceUrl to it, and request this again."]);
    }
}
