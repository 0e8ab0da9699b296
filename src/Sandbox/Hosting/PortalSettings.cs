using ReleasePortal.Sandbox.Databricks;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Sandbox.Hosting;

/// <summary>What a portal must be told to use the stand-ins instead of the real services: settings only, no code.</summary>
static class PortalSettings
{
    static readonly (string Name, int Approvals, string Container, string Checks)[] Stages =
        [("dev", 0, "bronze", "WholeJob"), ("test", 1, "silver", "WholeJob"), ("prod", 2, "gold", "ChecksOnly")];

    public static Dictionary<string, string?> For(SandboxHost sandbox, Uri portal)
    {
        var tenant = sandbox.Entra.Tenant;
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["ConnectionStrings:Portal"] = $"Data Source={sandbox.DatabaseFile}",
            ["Trust:CertificateFile"] = sandbox.CertificateFile,
            ["Deployments:PortalUrl"] = portal.ToString(),
            ["AzureAd:Instance"] = sandbox.Uris.Entra.ToString(),
            ["AzureAd:TenantId"] = tenant.Id.ToString(),
            ["AzureAd:ClientId"] = tenant.PortalClientId.ToString(),
            ["AzureAd:ClientSecret"] = tenant.PortalClientSecret,
            ["AzureAd:ResponseType"] = "code",
            ["AzureAd:MapInboundClaims"] = "false",
            ["AzureAd:RequireHttpsMetadata"] = "false",
            ["AzureAd:TokenValidationParameters:RoleClaimType"] = "roles",
            ["AzureAd:TokenValidationParameters:ValidIssuer"] = sandbox.Entra.Issuer,
            ["GitHub:ApiUrl"] = sandbox.Uris.GitHubApi.ToString(),
            ["GitHub:WebUrl"] = sandbox.Uris.GitHub.ToString(),
            ["GitHub:Token"] = sandbox.GitHub.Token,
            ["GitHub:WebhookSecret"] = sandbox.GitHub.WebhookSecret,
            ["GitHub:PollInterval"] = "00:00:02",
            ["Azure:SubscriptionId"] = tenant.SubscriptionId.ToString(),
            ["Azure:TenantId"] = tenant.Id.ToString(),
            ["Azure:ClientId"] = tenant.ReleaseClientId.ToString(),
            ["Azure:PrincipalId"] = tenant.ReleaseObjectId.ToString(),
            ["Databricks:AccountId"] = AccountStandIn.AccountId.ToString(),
            ["Databricks:AccountUrl"] = sandbox.Uris.Tls.ToString(),
            ["Azure:ClientSecret"] = tenant.ReleaseClientSecret,
            ["Azure:ManagementUrl"] = sandbox.Uris.Tls.ToString().TrimEnd('/'),
            ["Azure:ManagementAudience"] = EntraTenant.ManagementResource,
            ["Azure:AuthorityUrl"] = sandbox.Uris.Tls.ToString(),
            ["Azure:InstanceDiscovery"] = "false",
        };
        AddPipeline(settings, sandbox);
        return settings;
    }

    static void AddPipeline(Dictionary<string, string?> settings, SandboxHost sandbox)
    {
        const string pipeline = "Pipelines:elt";
        settings[$"{pipeline}:Bundle"] = "nanba-databricks";
        settings[$"{pipeline}:Repository"] = "nanba/nanba-databricks";
        settings[$"{pipeline}:Branch"] = "main";
        settings[$"{pipeline}:BundleFolder"] = "bundle";
        settings[$"{pipeline}:RequireChecks"] = "true";
        settings[$"{pipeline}:Job"] = "elt_demo_pipeline";
        settings[$"{pipeline}:CheckParameters:max_age_hours"] = "0";
        foreach (var (index, (name, approvals, container, checks)) in Stages.Index())
        {
            var stage = $"{pipeline}:Stages:{index}";
            settings[$"{stage}:Name"] = name;
            settings[$"{stage}:WorkspaceUrl"] = sandbox.Uris.Workspaces[name].ToString();
            settings[$"{stage}:WorkspaceName"] = $"databricks-uksouth-{name}";
            settings[$"{stage}:GitHubEnvironment"] = name;
            settings[$"{stage}:BundleTarget"] = name;
            settings[$"{stage}:Region"] = "uksouth";
            settings[$"{stage}:ResourceGroup"] = "nanba-github";
            settings[$"{stage}:StorageAccount"] = $"stdluk{name}";
            settings[$"{stage}:Container"] = container;
            settings[$"{stage}:KeyVault"] = $"kv-{name}-dbws";
            settings[$"{stage}:ApprovalsNeeded"] = $"{approvals}";
            settings[$"{stage}:TokenLifetime"] = "15.00:00:00";
            settings[$"{stage}:TokenSecretName"] = "DBX_TOKEN";
            AddInfrastructure(settings, $"{stage}:Infrastructure", name, container, index);
            settings[$"{stage}:Checks"] = checks;
        }
    }

    static void AddInfrastructure(Dictionary<string, string?> settings, string at, string stage, string container, int index)
    {
        settings[$"{at}:Network"] = $"vnet-uksouth-{stage}";
        settings[$"{at}:AddressSpace"] = $"10.{20 + index}.0.0/16";
        settings[$"{at}:EndpointSubnet"] = $"10.{20 + index}.0.0/24";
        settings[$"{at}:CreateWorkspace"] = "true";
        settings[$"{at}:AccessConnector"] = $"ac-uksouth-{stage}";
        settings[$"{at}:MetastoreId"] = AccountStandIn.MetastoreId.ToString();
        settings[$"{at}:Catalog"] = $"nanba_{stage}_{container}";
        settings[$"{at}:Grants:data-engineers"] = "USE_CATALOG,USE_SCHEMA,SELECT,MODIFY";
        settings[$"{at}:Grants:finance-analysts"] = "USE_CATALOG,USE_SCHEMA,SELECT";
    }
}
