using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReleasePortal.Core.People;

sealed class PersonTable : IEntityTypeConfiguration<KnownPerson>
{
    public void Configure(EntityTypeBuilder<KnownPerson> table)
    {
        table.ToTable("People");
        table.Property(person => person.Id).ValueGeneratedNever();
        table.Property(person => person.Roles).HasConversion<string>();
    }
}
