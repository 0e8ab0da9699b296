namespace ReleasePortal.Sandbox.Databricks;

/// <summary>A personal access token; of its value only a hash is kept.</summary>
sealed record StoredToken(string Id, string Hash, string Comment, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

/// <summary>What can be known of a token after its creation.</summary>
public sealed record AccessTokenInfo(string Id, string Comment, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);
