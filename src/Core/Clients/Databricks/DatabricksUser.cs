namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>Who a token belongs to.</summary>
/// <param name="UserName">An e-mail address, or the application id of a service principal.</param>
public sealed record DatabricksUser(string Id, string UserName, string? DisplayName)
{
    public bool IsServicePrincipal => Guid.TryParse(UserName, out _);
}
