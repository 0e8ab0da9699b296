namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>One direct permission; exactly one of the three principals is set.</summary>
public sealed record AccessControl(string PermissionLevel, string? UserName, string? GroupName, string? ServicePrincipalName);
