using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Tests.Clients;
using ReleasePortal.Sandbox.Databricks;

namespace ReleasePortal.Core.Tests.Provisioning.Settings;

/// <summary>Settings of stages to try things on.</summary>
static class Stages
{
    public static StageResources Small(string subscription) => new()
    {
        SubscriptionId = subscription,
        Region = "uksouth",
        ResourceGroup = "nanba-github",
        StorageAccount = "stdlukdev",
        Container = "bronze",
    };

    /// <summary>Every switch on. Whatever its name, it lives in dev's workspace: there is no other for it.</summary>
    public static StageResources Full(SandboxClients clients, string name = "dev") => Small(clients.Settings["Azure:SubscriptionId"]!) with
    {
        Network = Network(clusters: true),
        ResourceGroup = $"rg-{name}",
        StorageAccount = $"stdluk{name}",
        TenantId = clients.Settings["Azure:TenantId"],
        PrincipalId = clients.Settings["Azure:PrincipalId"],
        KeyVault = $"kv-{name}-dbws",
        Workspace = new()
        {
            Name = name is "dev" ? "databricks-uksouth-dev" : $"databricks-uksouth-dev-{name}",
            Url = clients.Sandbox.Uris.Workspaces["dev"],
        },
        AccessConnector = $"ac-uksouth-{name}",
        Locks = true,
        Catalog = new()
        {
            WorkspaceUrl = clients.Sandbox.Uris.Workspaces["dev"],
            MetastoreId = AccountStandIn.MetastoreId.ToString(),
            Catalog = $"nanba_{name}",
            Schema = "default",
            Grants = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["finance.analysts@nanba.example"] = ["USE_CATALOG", "SELECT"] },
        },
    };

    public static StageNetwork Network(bool clusters) => new()
    {
        Name = "vnet-dev",
        AddressSpace = "10.20.0.0/16",
        EndpointSubnet = "10.20.0.0/24",
        HostSubnet = clusters ? "10.20.64.0/18" : null,
        ContainerSubnet = clusters ? "10.20.128.0/18" : null,
    };
}
