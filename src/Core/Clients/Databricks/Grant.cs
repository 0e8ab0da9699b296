namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>What one principal may do with a securable.</summary>
public sealed record Grant(string Principal, IReadOnlyList<string> Privileges);

/// <param name="Remove">Taken away first; <c>ALL_PRIVILEGES</c> takes everything.</param>
public sealed record GrantChange(string Principal, IReadOnlyList<string>? Add, IReadOnlyList<string>? Remove);
