namespace ReleasePortal.Core.Provisioning;

/// <summary>To Databricks users and service principals are the same in whatever letter case they are written, but groups are not.
/// Source: https://github.com/databricks/terraform-provider-databricks/pull/3708</summary>
sealed class PrincipalComparer : IEqualityComparer<string>
{
    public static PrincipalComparer Instance { get; } = new();

    PrincipalComparer()
    {
    }

    public bool Equals(string? x, string? y) =>
        string.Equals(x, y, x is not null && IsGroup(x) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    public int GetHashCode(string obj) => obj.GetHashCode(StringComparison.OrdinalIgnoreCase);

    /// <summary>A user is an e-mail address, a service principal its application id.</summary>
    static bool IsGroup(string principal) => !principal.Contains('@', StringComparison.Ordinal) && !Guid.TryParse(principal, out _);
}
