using System.Text.Json.Nodes;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Whether a stage's clusters reach its storage account: through the private endpoints of the network that they live in, or
/// because their subnets are let in. Ranges do not help them: Azure does not apply those to calls from its own region.
/// Source: https://learn.microsoft.com/azure/storage/common/storage-network-security-limitations</summary>
static class WayToStorage
{
    public static IEnumerable<SettingFault> Faults(StageResources stage)
    {
        if (stage is { Network: null, AllowedSubnets.Count: 0, AllowedRanges.Count: 0 })
        {
            yield return SettingFault.OfInfrastructure(
                nameof(InfrastructureOptions.Network),
                $"is left out, and neither AllowedSubnets nor AllowedRanges lets anybody in, so nobody would reach {stage.StorageAccount}. "
                + "Set it, or name the clusters' subnets in AllowedSubnets.");
        }
    }

    /// <param name="workspace">As Azure knows it; null where nobody can say.</param>
    /// <returns>Null when there is a way. Where there may be one that the portal cannot see, it is a person's to know.</returns>
    public static ResourceWarning? WarningOf(StageResources stage, JsonObject? workspace)
    {
        var home = workspace is null ? null : Workspace.NetworkOf(workspace);
        return stage is { Network.HoldsClusters: true } or { AllowedSubnets.Count: > 0 } || IsOurs(stage, home) ? null : new(
            $"The clusters may have no way to storage account {stage.StorageAccount}.",
            $"They live in {Home(stage, workspace, home)}, "
            + (stage.Network is { Name: var own }
                ? $"the account's private endpoints in {own}"
                : "the portal makes no private endpoints for the account")
            + ", and no subnet is let in. Unless somebody has joined the networks and their DNS, the job can read and write nothing there. "
            + "HostSubnet and ContainerSubnet, set before the workspace is made, or AllowedSubnets give them a way.");
    }

    static bool IsOurs(StageResources stage, string? home) =>
        stage.Network is not null && string.Equals(home, new VirtualNetwork(stage).Id, StringComparison.OrdinalIgnoreCase);

    static string Home(StageResources stage, JsonObject? workspace, string? home) => home switch
    {
        not null => home.Split('/')[^1],
        _ when workspace is not null || stage.Workspace is { AdoptedId: null } => "a network that Databricks keeps for the workspace",
        _ => "a network that the portal does not know",
    };
}
