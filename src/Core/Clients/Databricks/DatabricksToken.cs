namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>What a workspace tells about a token; its value is told once, in <see cref="NewDatabricksToken"/>.</summary>
/// <param name="ExpiresAt">Null: never.</param>
public sealed record DatabricksToken(string TokenId, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, string Comment)
{
    internal static DatabricksToken From(TokenInfo info) => new(
        info.TokenId,
        DateTimeOffset.FromUnixTimeMilliseconds(info.CreationTime),
        info.ExpiryTime < 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(info.ExpiryTime),
        info.Comment ?? "");
}

public sealed record NewDatabricksToken(Secret Value, DatabricksToken Token);
