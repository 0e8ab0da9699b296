using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Provisioning.Looking;

sealed class ResourceCheckTable : IEntityTypeConfiguration<ResourceCheck>
{
    public void Configure(EntityTypeBuilder<ResourceCheck> table)
    {
        table.HasKey(check => new { check.Pipeline, check.Stage });
        table.Property(check => check.Plan).HasJsonConversion();
        table.Property(check => check.Kept).HasJsonConversion();
    }
}
