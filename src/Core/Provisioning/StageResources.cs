namespace ReleasePortal.Core.Provisioning;

/// <summary>The settings of one stage that its resources are made of; plain values, so that a plan depends on nothing else.
/// What is not set is not in the blueprint.</summary>
public sealed record StageResources
{
    public required string SubscriptionId { get; init; }

    /// <summary>Azure's short name: <c>uksouth</c>.</summary>
    public required string Region { get; init; }

    public required string ResourceGroup { get; init; }

    /// <summary>Unique in all of Azure.</summary>
    public required string StorageAccount { get; init; }

    public required string Container { get; init; }

    /// <summary>A key vault belongs to a tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>Unique in all of Azure.</summary>
    public string? KeyVault { get; init; }

    /// <summary>Object id (not application id) of the service principal that gets its roles on the storage account and the vault.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>Private endpoints for storage and vault, with their DNS zones.</summary>
    public StageNetwork? Network { get; init; }

    /// <summary>Public addresses and ranges that pass the firewalls of storage account and vault; nobody else does.</summary>
    public IReadOnlyList<string> AllowedRanges { get; init; } = [];

    /// <summary>Ids of the subnets that pass them.</summary>
    public IReadOnlyList<string> AllowedSubnets { get; init; } = [];

    public StageWorkspace? Workspace { get; init; }

    /// <summary>The identity with which Unity Catalog reads and writes the storage account.</summary>
    public string? AccessConnector { get; init; }

    public StageCatalog? Catalog { get; init; }

    /// <summary>Whether storage account, vault and workspace are protected against deletion.</summary>
    public bool Locks { get; init; }
}

/// <summary>Address ranges are written like <c>10.20.0.0/16</c>; the subnets lie in the address space and do not overlap.</summary>
public sealed record StageNetwork
{
    public required string Name { get; init; }

    public required string AddressSpace { get; init; }

    public required string EndpointSubnet { get; init; }

    /// <summary>With <see cref="ContainerSubnet"/>: the workspace's clusters live in this network, without public addresses.</summary>
    public string? HostSubnet { get; init; }

    public string? ContainerSubnet { get; init; }

    /// <summary>The setting for a network whose clusters leave it another way.</summary>
    public const string NoGateway = "none";

    /// <summary>Azure's id of a gateway that somebody else made, or <see cref="NoGateway"/>; otherwise the portal
    /// makes one for the clusters.</summary>
    public string? NatGateway { get; init; }

    public bool MakesGateway => HoldsClusters && NatGateway is null;

    public bool HoldsClusters => HostSubnet is not null || ContainerSubnet is not null;
}

public sealed record StageWorkspace
{
    public required string Name { get; init; }

    /// <summary>Azure's id of a workspace that somebody else made; it is only looked at.</summary>
    public string? AdoptedId { get; init; }

    /// <summary>Where the portal reaches it.</summary>
    public Uri? Url { get; init; }

    /// <summary>Whether it answers on the internet.</summary>
    public bool IsPublic { get; init; } = true;
}

/// <summary>What the stage has in Unity Catalog, besides what its bundle makes.</summary>
public sealed record StageCatalog
{
    public required Uri WorkspaceUrl { get; init; }

    /// <summary>The shared metastore; null when the workspace is in one already.</summary>
    public string? MetastoreId { get; init; }

    public required string Catalog { get; init; }

    public required string Schema { get; init; }

    /// <summary>What a principal may do with the catalog, like <c>USE_CATALOG</c>, or <see cref="NoPrivilege"/>;
    /// principals that stand neither here nor in <see cref="Former"/> are left alone.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Grants { get; init; } = new Dictionary<string, IReadOnlyList<string>>(
        StringComparer.Ordinal);

    /// <summary>The setting for a principal that shall have nothing on the catalog.</summary>
    public const string NoPrivilege = "none";

    /// <summary>Principals that deployments gave privileges and no settings name any more: what they have is taken away.</summary>
    public IReadOnlyList<string> Former { get; init; } = [];

    /// <summary>Where the stages that share the catalog say that its tables are, this one among them.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>The portal's own service principal, as Databricks calls it: its application id. Nothing that it has
    /// is ever taken away.</summary>
    public string? Portal { get; init; }
}
