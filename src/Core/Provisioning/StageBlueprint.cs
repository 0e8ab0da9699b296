using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning;

/// <summary>The resources a stage should have.</summary>
public sealed record StageBlueprint(IReadOnlyList<ManagedResource> Resources)
{
    /// <summary>The resources of a stage; what one needs stands before it. This list is the whole story.</summary>
    public static StageBlueprint Standard(StageResources stage)
    {
        var storage = new StorageAccount(stage);
        var vault = stage.KeyVault is null ? null : new KeyVault(stage);
        var connector = stage.AccessConnector is null ? null : new AccessConnector(stage);
        return new([
            new ResourceGroup(stage),
            storage,
            new BlobContainer(stage),
            .. If(vault),
            .. Network(stage, storage, vault),
            .. If(stage.Workspace is null ? null : new Workspace(stage)),
            .. If(connector),
            .. Roles(stage, storage, vault, connector),
            .. stage.Locks ? Locks(stage, storage, vault) : [],
            .. stage.Catalog is null ? [] : Catalog(stage),
        ]);
    }

    /// <summary>Null when the stage has nothing in Unity Catalog.</summary>
    internal StageCatalog? InCatalog => Resources.OfType<Catalog>().SingleOrDefault()?.Stage.Catalog;

    internal ResourceGroup Group => Resources.OfType<ResourceGroup>().Single();

    /// <summary>Empty when the portal neither makes nor adopts the workspace.</summary>
    internal string WorkspaceId => Resources.OfType<Workspace>().SingleOrDefault()?.Id ?? "";

    /// <summary>Whether the plan makes the workspace that is not there yet.</summary>
    internal bool MakesWorkspace(ResourcePlan plan) =>
        plan.Resources.Any(
            resource =>
                resource.Action is ResourceAction.Create && string.Equals(resource.Id, WorkspaceId, StringComparison.OrdinalIgnoreCase));

    /// <summary>Every setting that Azure or Databricks would refuse, found without asking them.</summary>
    public IReadOnlyList<SettingFault> Faults() => [.. Resources.SelectMany(resource => resource.Faults()).Distinct()];

    static IEnumerable<ManagedResource> Network(StageResources stage, StorageAccount storage, KeyVault? vault)
    {
        if (stage.Network is null)
        {
            return [];
        }

        var blob = new PrivateEndpoint(stage, storage, "blob");
        PrivateEndpoint[] endpoints =
        [
            blob,
            new(stage, storage, "dfs") { After = blob },
            .. vault is null ? Enumerable.Empty<PrivateEndpoint>() : [new(stage, vault, "vault")],
        ];
        return
        [
            .. If(stage.Network.HoldsClusters ? new NetworkSecurityGroup(stage) : null),
            .. If(stage.Network.MakesGateway ? new PublicAddress(stage) : null),
            .. If(stage.Network.MakesGateway ? new NatGateway(stage) : null),
            new VirtualNetwork(stage),
            .. endpoints.Select(endpoint => new PrivateDnsZone(stage, endpoint.Service)),
            .. endpoints.Select(endpoint => new PrivateDnsLink(stage, endpoint.Service)),
            .. endpoints,
            .. endpoints.Select(endpoint => new PrivateDnsZoneGroup(endpoint)),
        ];
    }

    static IEnumerable<ManagedResource> Roles(StageResources stage, StorageAccount storage, KeyVault? vault, AccessConnector? connector) =>
    [
        .. If(
            stage.PrincipalId is { } principal
                ? new RoleAssignment(storage, Role.StorageBlobDataContributor, principal, "the portal")
                : null),
        .. If(
            vault is not null && stage.PrincipalId is { } reader
                ? new RoleAssignment(vault, Role.KeyVaultSecretsUser, reader, "the portal")
                : null),
        .. If(connector is null ? null : RoleAssignment.Of(connector, storage)),
    ];

    static IEnumerable<ManagedResource> Locks(StageResources stage, StorageAccount storage, KeyVault? vault) =>
    [
        new ResourceLock(storage),
        .. If(vault is null ? null : new ResourceLock(vault)),
        .. If(stage.Workspace is null or { AdoptedId: not null } ? null : new ResourceLock(new Workspace(stage))),
    ];

    static IEnumerable<ManagedResource> Catalog(StageResources stage) =>
    [
        .. If(stage.Catalog!.MetastoreId is null ? null : new MetastoreAssignment(stage)),
        .. If(stage.AccessConnector is null ? null : new StorageCredential(stage)),
        .. If(stage.AccessConnector is null ? null : new ExternalLocation(stage)),
        new Catalog(stage),
        new CatalogSchema(stage),
        .. If(stage.Catalog.Grants.Count + stage.Catalog.Former.Count == 0 ? null : new CatalogGrants(stage)),
    ];

    static IEnumerable<ManagedResource> If(ManagedResource? resource) => resource is null ? [] : [resource];
}
