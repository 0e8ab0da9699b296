namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>One request that can be sent again. Address: path and query, from the root of the workspace.</summary>
sealed record DatabricksCall(HttpMethod Method, string Address)
{
    public byte[]? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>Twice does no more than once, so a lost answer may be asked for again.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Without the query, which may hold long paths.</summary>
    public string Asked => $"{Method} {Address.Split('?')[0]}";
}
