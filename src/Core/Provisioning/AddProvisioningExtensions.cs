using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Access;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Deleting;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Settings;
using ReleasePortal.Core.Settings;

namespace ReleasePortal.Core.Provisioning;

public static class AddProvisioningExtensions
{
    /// <summary>Plan, apply, and whether that is allowed; needs the clients of Azure and Databricks, but no database.
    /// The settings of a stage belong to its pipeline.</summary>
    public static IServiceCollection AddProvisioning(this IServiceCollection services) => services
        .AddSingleton<IValidateOptions<PipelinesOptions>, InfrastructureValidator>()
        .AddSingleton<StageBlueprints>()
        .AddSingleton<DeletedVaults>()
        .AddSingleton<PortalCatalogs>()
        .AddSingleton<ResourceAccess>()
        .AddSingleton<ResourceWriter>()
        .AddSingleton<MissingPermissions>()
        .AddSingleton<Provisioner>()
        .AddSingleton<DatabricksNames>()
        .AddSingleton<MetastorePrivileges>()
        .AddSingleton<AccessRemedies>()
        .AddSingleton<AzureAccess>()
        .AddSingleton<CatalogAccess>()
        .AddSingleton<VerifyAccess>();

    /// <summary>Looking for drift, which needs the database besides.</summary>
    public static IServiceCollection AddDrift(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings(new SettingSection<ProvisioningOptions>(configuration, ProvisioningOptions.Section))
        .AddSingleton<DescribedResources>()
        .AddSingleton<RecordedBlueprints>()
        .AddSingleton<LooksSinceStart>()
        .AddSingleton<CheckResources>()
        .AddSingleton<FindDueChecks>()
        .AddSingleton<CheckDueStages>()
        .AddSingleton<KeepDrift>()
        .AddSingleton<BesideDeployments>()
        .AddSingleton<Irreversible>()
        .AddSingleton<FormerUses>()
        .AddSingleton<DeleteFormerResource>()
        .AddSingleton<PurgeVault>()
        .AddSingleton<ReadApplied>()
        .AddSingleton<ReadInfrastructure>();
}
