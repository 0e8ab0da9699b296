namespace ReleasePortal.Core.Pipelines;

/// <summary>The section <c>Infrastructure</c> of a stage: what the portal makes besides resource group, storage
/// account, container and key vault.
/// What is left out is not made.</summary>
public sealed class InfrastructureOptions
{
    /// <summary>Protects storage account, vault and workspace against deletion.</summary>
    public bool Locks { get; set; } = true;

    /// <summary>Name of the virtual network; with it, storage and vault get private endpoints.</summary>
    public string? Network { get; set; }

    public string? AddressSpace { get; set; }

    public string? EndpointSubnet { get; set; }

    /// <summary>With <see cref="ContainerSubnet"/>: clusters live in the network.</summary>
    public string? HostSubnet { get; set; }

    public string? ContainerSubnet { get; set; }

    /// <summary>Azure's id of the gateway through which the clusters leave the network, or <c>none</c> if they leave it another way. When
    /// it is left out, the portal makes one.</summary>
    public string? NatGateway { get; set; }

    /// <summary>Makes the workspace with the stage's WorkspaceName.</summary>
    public bool CreateWorkspace { get; set; }

    /// <summary>Azure's id of a workspace that somebody else made.</summary>
    public string? WorkspaceId { get; set; }

    /// <summary>Whether the workspace is reached over the internet, as the portal does unless it runs beside a
    /// private endpoint of the workspace.</summary>
    public bool PublicWorkspace { get; set; } = true;

    /// <summary>Public addresses and ranges that pass the firewalls of storage account and vault, like
    /// <c>203.0.113.0/24</c>. All others are taken out.</summary>
    public List<string> AllowedRanges { get; } = [];

    /// <summary>Ids of subnets of others that pass the same firewalls, like those of Databricks' serverless compute.</summary>
    public List<string> AllowedSubnets { get; } = [];

    public string? AccessConnector { get; set; }

    /// <summary>Of the metastore that all stages share.</summary>
    public string? MetastoreId { get; set; }

    public string? Catalog { get; set; }

    public const string UsualSchema = "default";

    public string Schema { get; set; } = UsualSchema;

    /// <summary>Principal to privileges on the catalog, separated by commas, or <c>none</c>.</summary>
    public Dictionary<string, string> Grants { get; } = new(StringComparer.Ordinal);
}
