namespace ReleasePortal.Core.Persistence;

/// <summary>What of the section <c>ConnectionStrings</c> is ours.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "ConnectionStrings";

    public string Portal { get; set; } = "Data Source=portal.db";
}
