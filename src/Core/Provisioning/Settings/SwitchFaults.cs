using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Provisioning.Settings;

/// <summary>Settings of a stage's infrastructure that would do nothing, because the one that they belong to is left out.</summary>
static class SwitchFaults
{
    public static IEnumerable<SettingFault> Of(InfrastructureOptions options) =>
    [
        .. Without(nameof(options.Network), options.Network, [
            (nameof(options.AddressSpace), options.AddressSpace),
            (nameof(options.EndpointSubnet), options.EndpointSubnet),
            (nameof(options.HostSubnet), options.HostSubnet),
            (nameof(options.ContainerSubnet), options.ContainerSubnet),
            (nameof(options.NatGateway), options.NatGateway)]),
        .. Without(nameof(options.Catalog), options.Catalog, [
            (nameof(options.MetastoreId), options.MetastoreId),
            (nameof(options.Schema), options.Schema is InfrastructureOptions.UsualSchema ? null : options.Schema),
            .. options.Grants.Select(grant => ($"{nameof(options.Grants)}:{grant.Key}", (string?)grant.Value))]),
        .. Without(nameof(options.CreateWorkspace), options.CreateWorkspace ? "true" : null, [
            (nameof(options.HostSubnet), options.HostSubnet),
            (nameof(options.ContainerSubnet), options.ContainerSubnet),
            (nameof(options.PublicWorkspace), options.PublicWorkspace ? null : "false")]),
        .. options is { CreateWorkspace: true, WorkspaceId: not null }
            ? [SettingFault.OfInfrastructure(
                nameof(options.WorkspaceId),
                "says that somebody else made the workspace, and CreateWorkspace that the portal makes it; set one of the two.")]
            : Enumerable.Empty<SettingFault>(),
        .. options is { CreateWorkspace: true, PublicWorkspace: false } and ({ HostSubnet: null } or { ContainerSubnet: null })
            ? [SettingFault.OfInfrastructure(
                nameof(options.PublicWorkspace),
                "false needs HostSubnet and ContainerSubnet: Azure closes only a workspace whose clusters live in your network.")]
            : Enumerable.Empty<SettingFault>(),
    ];

    static IEnumerable<SettingFault> Without(string missing, string? value, IEnumerable<(string Setting, string? Value)> dependent) =>
        value is not null
        ? []
        : dependent.Where(setting => setting.Value is not null)
            .Select(
                setting => SettingFault.OfInfrastructure(
                    setting.Setting, $"does nothing without {nameof(StageOptions.Infrastructure)}:{missing}."));
}
