using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Deployments;

sealed class DeploymentTable : IEntityTypeConfiguration<Deployment>
{
    public void Configure(EntityTypeBuilder<Deployment> table)
    {
        table.HasIndex(deployment => new { deployment.Pipeline, deployment.Number }).IsUnique();
        table.HasIndex(deployment => new { deployment.Pipeline, deployment.Stage, deployment.State });
        // However often and however fast somebody clicks: one approved plan, one deployment.
        table.HasIndex(deployment => new { deployment.PromotionId, deployment.PlanRevision }).IsUnique();
        table.HasOne(deployment => deployment.Release)
            .WithMany()
            .HasForeignKey(deployment => deployment.ReleaseId)
            .OnDelete(DeleteBehavior.Restrict);
        table.HasOne(deployment => deployment.Promotion)
            .WithMany()
            .HasForeignKey(deployment => deployment.PromotionId)
            .OnDelete(DeleteBehavior.Restrict);
        table.HasMany(deployment => deployment.Steps).WithOne().HasForeignKey(step => step.DeploymentId);
        table.Navigation(deployment => deployment.Steps).UsePropertyAccessMode(PropertyAccessMode.Field);
        table.Property(deployment => deployment.State).HasConversion<string>();
        table.Property(deployment => deployment.Revision).IsConcurrencyToken();
    }
}

sealed class StepRunTable : IEntityTypeConfiguration<StepRun>
{
    public void Configure(EntityTypeBuilder<StepRun> table)
    {
        table.HasKey(step => new { step.DeploymentId, step.Ordinal });
        table.Property(step => step.State).HasConversion<string>();
        table.Property(step => step.Journal).HasJsonConversion();
    }
}

sealed class LogLineTable : IEntityTypeConfiguration<LogLine>
{
    public void Configure(EntityTypeBuilder<LogLine> table)
    {
        table.HasKey(line => new { line.DeploymentId, line.Sequence });
        table.HasOne<Deployment>().WithMany().HasForeignKey(line => line.DeploymentId);
        table.Property(line => line.Level).HasConversion<string>();
    }
}

sealed class StageStateTable : IEntityTypeConfiguration<StageState>
{
    public void Configure(EntityTypeBuilder<StageState> table) => table.HasKey(state => new { state.Pipeline, state.Stage });
}

sealed class StageLeaseTable : IEntityTypeConfiguration<StageLease>
{
    public void Configure(EntityTypeBuilder<StageLease> table) => table.HasKey(lease => new { lease.Pipeline, lease.Stage });
}
