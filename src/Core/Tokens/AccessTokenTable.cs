using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReleasePortal.Core.Tokens;

sealed class AccessTokenTable : IEntityTypeConfiguration<AccessToken>
{
    public void Configure(EntityTypeBuilder<AccessToken> table)
    {
        table.HasKey(token => new { token.Pipeline, token.Stage, token.TokenId });
        table.HasIndex(token => new { token.Pipeline, token.Stage, token.MintedAt });
    }
}
