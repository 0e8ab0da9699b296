using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Settings;

/// <summary>Which settings describe a field of a resource: what somebody changes who wants it otherwise. Keys stand below the stage, but
/// those of section Azure.</summary>
public static class FieldSettings
{
    public static readonly string Network = Key(nameof(InfrastructureOptions.Network));

    static readonly string AzureTenant = $"{AzureOptions.Section}:{nameof(AzureOptions.TenantId)}";

    static readonly string AzurePrincipal = $"{AzureOptions.Section}:{nameof(AzureOptions.PrincipalId)}";

    /// <returns>None where the field is the same for all stages.</returns>
    public static IReadOnlyList<string> Of(ManagedResource resource, string field) => (resource, field) switch
    {
        (_, "location") => [nameof(StageOptions.Region)],
        (Workspace, "properties.publicNetworkAccess") => [Key(nameof(InfrastructureOptions.PublicWorkspace))],
        (Workspace, "properties.managedResourceGroupId") => [nameof(StageOptions.ResourceGroup), nameof(StageOptions.WorkspaceName)],
        (Workspace, "properties.computeMode" or "properties.parameters.enableNoPublicIp.value") => [],
        (_, "properties.networkAcls.virtualNetworkRules") => [Key(nameof(InfrastructureOptions.AllowedSubnets))],
        (StorageAccount, "properties.isHnsEnabled") or (KeyVault, "properties.softDeleteRetentionInDays") => [],
        (KeyVault, "properties.tenantId") => [AzureTenant],
        (StorageAccount or KeyVault, _) => [Key(nameof(InfrastructureOptions.AllowedRanges))],
        (VirtualNetwork, _) when IsOf(VirtualNetwork.Endpoints, field) => [Key(nameof(InfrastructureOptions.EndpointSubnet))],
        (VirtualNetwork, _) when IsOf(VirtualNetwork.Hosts, field) => [Key(nameof(InfrastructureOptions.HostSubnet))],
        (VirtualNetwork, _) when IsOf(VirtualNetwork.Containers, field) => [Key(nameof(InfrastructureOptions.ContainerSubnet))],
        (VirtualNetwork, _) => [Key(nameof(InfrastructureOptions.AddressSpace))],
        (Workspace, _) => [Network, Key(nameof(InfrastructureOptions.HostSubnet)), Key(nameof(InfrastructureOptions.ContainerSubnet))],
        (PrivateEndpoint endpoint, _) when field.EndsWith(".privateLinkServiceId", StringComparison.Ordinal) => Naming(endpoint.Target),
        (PrivateEndpoint, _) when field.EndsWith(".groupIds", StringComparison.Ordinal) => [],
        (PrivateEndpoint or PrivateDnsLink, _) => [Network],
        (RoleAssignment { After: AccessConnector }, "properties.principalId") or (StorageCredential, _) =>
            [Key(nameof(InfrastructureOptions.AccessConnector))],
        (RoleAssignment, "properties.principalId") => [AzurePrincipal],
        (MetastoreAssignment, _) => [Key(nameof(InfrastructureOptions.MetastoreId))],
        (CatalogGrants, _) => [Key($"{nameof(InfrastructureOptions.Grants)}:{field[CatalogGrants.Field.Length..]}")],
        _ => [],
    };

    /// <returns>The setting with which another resource of the kind can be named; none where its name follows from others.</returns>
    public static IReadOnlyList<string> Naming(ManagedResource resource) => resource switch
    {
        StorageAccount => [nameof(StageOptions.StorageAccount)],
        KeyVault => [nameof(StageOptions.KeyVault)],
        Workspace => [nameof(StageOptions.WorkspaceName)],
        AccessConnector => [Key(nameof(InfrastructureOptions.AccessConnector))],
        VirtualNetwork => [Network],
        NatGateway => [Key(nameof(InfrastructureOptions.NatGateway))],
        RoleAssignment role => Naming(role.On),
        _ => [],
    };

    static bool IsOf(string subnet, string field) => field.Contains($"[{subnet}]", StringComparison.Ordinal);

    static string Key(string setting) => $"{nameof(StageOptions.Infrastructure)}:{setting}";
}
