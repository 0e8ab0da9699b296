using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReleasePortal.Core.Audit;

sealed class AuditTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> table)
    {
        table.HasKey(entry => entry.Sequence);
        table.Property(entry => entry.Sequence).ValueGeneratedNever();
        table.HasIndex(entry => new { entry.Pipeline, entry.Sequence });
    }
}
