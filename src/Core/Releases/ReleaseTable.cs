using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Releases;

sealed class ReleaseTable : IEntityTypeConfiguration<Release>
{
    public void Configure(EntityTypeBuilder<Release> table)
    {
        table.HasIndex(release => new { release.Pipeline, release.Number }).IsUnique();
        table.HasIndex(release => new { release.Pipeline, release.Commit }).IsUnique();
        table.Property(release => release.Commit).HasConversion(commit => commit.Value, text => CommitSha.Parse(text));
        table.Property(release => release.Commits).HasJsonConversion();
        table.Property(release => release.CheckRuns).HasJsonConversion();
        table.Property(release => release.Checks).HasConversion<string>();
        table.Property(release => release.Revision).IsConcurrencyToken();
        table.Ignore(release => release.Authors);
    }
}

sealed class ArtifactTable : IEntityTypeConfiguration<Artifact>
{
    public void Configure(EntityTypeBuilder<Artifact> table) => table.HasKey(artifact => artifact.Digest);
}
