using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning;

/// <summary>The blueprint that a stage's settings describe.</summary>
public sealed class StageBlueprints(PipelineCatalog pipelines, IOptions<AzureOptions> azure)
{
    public StageBlueprint Of(Stage stage) => StageBlueprint.Standard(ResourcesOf(stage));

    /// <param name="former">See <see cref="StageCatalog.Former"/>.</param>
    internal StageBlueprint Of(Stage stage, IReadOnlyList<string> former)
    {
        var described = ResourcesOf(stage);
        return StageBlueprint.Standard(described with { Catalog = described.Catalog! with { Former = former } });
    }

    StageResources ResourcesOf(Stage stage)
    {
        var own = ResourcesOf(stage, azure.Value);
        return own.Catalog is null ? own : own with { Catalog = own.Catalog with { Places = [.. PlacesOf(own.Catalog)] } };
    }

    /// <summary>Of all stages that name the catalog.</summary>
    IEnumerable<string> PlacesOf(StageCatalog catalog) => pipelines.All.SelectMany(pipeline => pipeline.Stages)
        .Where(stage => stage.Infrastructure.AccessConnector is not null
            && string.Equals(stage.Infrastructure.Catalog, catalog.Catalog, StringComparison.OrdinalIgnoreCase))
        .Select(stage => new ExternalLocation(ResourcesOf(stage, azure.Value)).Url);

    internal static StageResources ResourcesOf(Stage stage, AzureOptions azure) => new()
    {
        SubscriptionId = azure.SubscriptionId ?? "",
        TenantId = azure.TenantId,
        PrincipalId = azure.PrincipalId,
        Region = stage.Region,
        ResourceGroup = stage.ResourceGroup,
        StorageAccount = stage.StorageAccount,
        Container = stage.Container,
        KeyVault = stage.KeyVault,
        Network = Network(stage.Infrastructure),
        AllowedRanges = stage.Infrastructure.AllowedRanges,
        AllowedSubnets = stage.Infrastructure.AllowedSubnets,
        Workspace = Workspace(stage),
        AccessConnector = stage.Infrastructure.AccessConnector,
        Catalog = Catalog(stage, azure),
        Locks = stage.Infrastructure.Locks,
    };

    static StageNetwork? Network(InfrastructureOptions options) => options.Network is null ? null : new()
    {
        Name = options.Network,
        AddressSpace = options.AddressSpace ?? "",
        EndpointSubnet = options.EndpointSubnet ?? "",
        HostSubnet = options.HostSubnet,
        ContainerSubnet = options.ContainerSubnet,
        NatGateway = options.NatGateway,
    };

    static StageWorkspace? Workspace(Stage stage) => stage.Infrastructure is { CreateWorkspace: false, WorkspaceId: null } ? null : new()
    {
        Name = stage.WorkspaceName,
        AdoptedId = stage.Infrastructure.WorkspaceId,
        Url = stage.WorkspaceUrl.IsAbsoluteUri ? stage.WorkspaceUrl : null,
        IsPublic = stage.Infrastructure.PublicWorkspace,
    };

    static StageCatalog? Catalog(Stage stage, AzureOptions azure) => stage.Infrastructure.Catalog is not { } catalog ? null : new()
    {
        WorkspaceUrl = stage.WorkspaceUrl,
        MetastoreId = stage.Infrastructure.MetastoreId,
        Catalog = catalog,
        Schema = stage.Infrastructure.Schema,
        Grants = stage.Infrastructure.Grants.ToDictionary(
            grant => grant.Key,
            grant => (IReadOnlyList<string>)grant.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            StringComparer.Ordinal),
        Portal = azure.ClientId,
    };
}
