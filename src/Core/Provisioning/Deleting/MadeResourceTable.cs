using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Provisioning.Deleting;

sealed class MadeResourceTable : IEntityTypeConfiguration<MadeResource>
{
    public void Configure(EntityTypeBuilder<MadeResource> table)
    {
        table.HasKey(made => new { made.Pipeline, made.Stage, made.ResourceId });
        table.Property(made => made.Record).HasJsonConversion();
    }
}
