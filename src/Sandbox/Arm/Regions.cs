namespace ReleasePortal.Sandbox.Arm;

static class Regions
{
    /// <summary>"UK South" is uksouth.</summary>
    public static bool AreSame(string? left, string? right) =>
        string.Equals(Normal(left), Normal(right), StringComparison.OrdinalIgnoreCase);

    static string? Normal(string? region) => region?.Replace(" ", "", StringComparison.Ordinal);
}
