using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Deleting;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Releases;
using ReleasePortal.Core.Tokens;

namespace ReleasePortal.Core.Persistence;

/// <summary>All tables. Each entity's own table lies beside it (<c>XTable.cs</c>).</summary>
public abstract class PortalDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<KnownPerson> People => Set<KnownPerson>();

    public DbSet<Release> Releases => Set<Release>();

    public DbSet<Artifact> Artifacts => Set<Artifact>();

    public DbSet<Promotion> Promotions => Set<Promotion>();

    public DbSet<Approval> Approvals => Set<Approval>();

    public DbSet<Deployment> Deployments => Set<Deployment>();

    public DbSet<StepRun> StepRuns => Set<StepRun>();

    public DbSet<LogLine> LogLines => Set<LogLine>();

    public DbSet<StageState> StageStates => Set<StageState>();

    public DbSet<StageLease> StageLeases => Set<StageLease>();

    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();

    public DbSet<ResourceCheck> ResourceChecks => Set<ResourceCheck>();

    public DbSet<MadeResource> MadeResources => Set<MadeResource>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    /// <summary>SQL expression: the database's clock in seconds since 1970.</summary>
    public abstract string ClockSql { get; }

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);
}
