using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Promotions;

sealed class PromotionTable : IEntityTypeConfiguration<Promotion>
{
    public void Configure(EntityTypeBuilder<Promotion> table)
    {
        table.HasIndex(promotion => new { promotion.Pipeline, promotion.Number }).IsUnique();
        table.HasIndex(promotion => new { promotion.Pipeline, promotion.Stage, promotion.Decision });
        table.HasOne(promotion => promotion.Release)
            .WithMany()
            .HasForeignKey(promotion => promotion.ReleaseId)
            .OnDelete(DeleteBehavior.Restrict);
        table.HasMany(promotion => promotion.Approvals).WithOne().HasForeignKey(approval => approval.PromotionId);
        table.Navigation(promotion => promotion.Approvals).UsePropertyAccessMode(PropertyAccessMode.Field);
        table.Property(promotion => promotion.Commits).HasJsonConversion();
        table.Property(promotion => promotion.Kind).HasConversion<string>();
        table.Property(promotion => promotion.Decision).HasConversion<string>();
        table.Property(promotion => promotion.Revision).IsConcurrencyToken();
        table.Ignore(promotion => promotion.Counting);
    }
}

sealed class ApprovalTable : IEntityTypeConfiguration<Approval>
{
    public void Configure(EntityTypeBuilder<Approval> table)
    {
        table.Property(approval => approval.Id).ValueGeneratedNever();
        table.HasIndex(approval => new { approval.PromotionId, approval.PersonId, approval.PlanDigest }).IsUnique();
        table.Property(approval => approval.Verdict).HasConversion<string>();
    }
}
