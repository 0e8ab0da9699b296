namespace ReleasePortal.Core.Tokens;

/// <summary>A Databricks token that the portal minted. Its value is never kept.</summary>
public sealed class AccessToken
{
    AccessToken()
    {
    }

    public AccessToken(string tokenId, string pipeline, string stage, Guid deploymentId, DateTimeOffset mintedAt, DateTimeOffset expiresAt)
    {
        TokenId = tokenId;
        Pipeline = pipeline;
        Stage = stage;
        DeploymentId = deploymentId;
        MintedAt = mintedAt;
        ExpiresAt = expiresAt;
    }

    /// <summary>Databricks' id of the token; it opens nothing.</summary>
    public string TokenId { get; private set; } = null!;

    public string Pipeline { get; private set; } = null!;

    public string Stage { get; private set; } = null!;

    public Guid DeploymentId { get; private set; }

    public DateTimeOffset MintedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When a call with the token itself succeeded.</summary>
    public DateTimeOffset? ProvenAt { get; private set; }

    /// <summary>When it became the GitHub environment secret.</summary>
    public DateTimeOffset? StoredAt { get; private set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    public string? RetiredBecause { get; private set; }

    public void Proven(DateTimeOffset at) => ProvenAt = at;

    public void Stored(DateTimeOffset at) => StoredAt = at;

    public void Retire(DateTimeOffset at, string because)
    {
        if (RetiredAt is null)
        {
            RetiredAt = at;
            RetiredBecause = because;
        }
    }
}
