using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Clients.GitHub;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Promotions.ApprovalRules;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Releases;
using ReleasePortal.Core.Runs;
using ReleasePortal.Core.Settings;
using ReleasePortal.Core.Tokens;

namespace ReleasePortal.Core;

/// <summary>Everything Core offers, one line a slice.</summary>
public static class CoreServices
{
    public static IServiceCollection AddCore(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddPersistence(configuration)
            .AddPipelines(configuration)
            .AddPeople()
            .AddReleases()
            .AddPlans()
            .AddPromotions()
            .AddDeployments(configuration)
            .AddDrift(configuration)
            .AddSingleton<StageRunsLooks>()
            .AddSingleton<ReadStageRuns>()
            .AddSingleton<StartRun>()
            .AddSingleton<ReadTokens>()
            .AddSingleton<CheckAudit>()
        .AddSingleton<ReadAudit>()
            .AddClients(configuration)
            .AddSingleton<ChangeFeed>();
    }

    static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings(new SettingSection<DatabaseOptions>(configuration, DatabaseOptions.Section) { IsShared = true })
        .AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidator>()
        .AddDbContextFactory<SqlitePortalDb>((provider, db) => db
            .UseSqlite(
                provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Portal,
                sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning)))
        .AddSingleton<IDbContextFactory<PortalDb>, PortalDbFactory>()
        .AddSingleton<UpgradeFile>()
        .AddSingleton<PrepareDatabase>();

    static IServiceCollection AddPipelines(this IServiceCollection services, IConfiguration configuration) => services
        .AddPipelineSettings(configuration)
        .AddSingleton<ReadBoard>();

    static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<RememberPerson>();

    static IServiceCollection AddReleases(this IServiceCollection services) => services
        .AddSingleton<FindReleases>()
        .AddSingleton<SnapshotRelease>()
        .AddSingleton<RefreshChecks>()
        .AddSingleton<AskForChecks>()
        .AddSingleton<WatchReleases>()
        .AddSingleton<GitHubLooks>()
        .AddSingleton<LookSoon>()
        .AddSingleton<QuarantineRelease>()
        .AddSingleton<ReadReleases>()
        .AddSingleton<ReadRelease>();

    static IServiceCollection AddPlans(this IServiceCollection services) => services
        .AddSingleton<WorkspaceAccess>()
        .AddSingleton<BundleRequests>()
        .AddSingleton<PlanProvisioning>()
        .AddSingleton<MakePlan>()
        .AddSingleton<ReadFileChanges>();

    static IServiceCollection AddPromotions(this IServiceCollection services) => services
        .AddSingleton<IApprovalRule, HasApproverRole>()
        .AddSingleton<IApprovalRule, StillWaits>()
        .AddSingleton<IApprovalRule, IsNotQuarantined>()
        .AddSingleton<IApprovalRule, IsNotRequester>()
        .AddSingleton<IApprovalRule, IsNotAuthor>()
        .AddSingleton<IApprovalRule, HasNotApprovedYet>()
        .AddSingleton<IApprovalRule, SawCurrentPlan>()
        .AddSingleton<ApprovalPolicy>()
        .AddSingleton<RequestPromotion>()
        .AddSingleton<RequestProvisioning>()
        .AddSingleton<ApprovePromotion>()
        .AddSingleton<RejectPromotion>()
        .AddSingleton<WithdrawPromotion>()
        .AddSingleton<PreviewPromotion>()
        .AddSingleton<ReadInbox>()
        .AddSingleton<ReadPromotions>()
        .AddSingleton<ReadPromotion>();

    static IServiceCollection AddDeployments(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings(new SettingSection<DeploymentOptions>(configuration, DeploymentOptions.Section))
        .AddSingleton(DeploymentPlan.Standard)
        .AddSingleton<DeploymentQueue>()
        .AddSingleton<DeployByItself>()
        .AddSingleton<StageLeases>()
        .AddSingleton<StageReservations>()
        .AddSingleton<StartDeployment>()
        .AddSingleton<RunStep>()
        .AddSingleton<DeploymentRun>()
        .AddSingleton<DeploymentRunner>()
        .AddSingleton<CancelDeployment>()
        .AddSingleton<RunDeploymentAgain>()
        .AddSingleton<ReadDeployment>()
        .AddSingleton<ReadLog>()
        .AddSingleton<ReadHistory>();

    static IServiceCollection AddClients(this IServiceCollection services, IConfiguration configuration) => services
        .AddGitHubClient(configuration)
        .AddAzureClient(configuration)
        .AddDatabricksClient(configuration)
        .AddProvisioning()
        .AddBundles();
}
