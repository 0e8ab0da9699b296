namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>What one principal is given and loses.</summary>
sealed record GrantChange(string Principal, IReadOnlyList<string> Add, IReadOnlyList<string> Remove)
{
    const string All = "ALL_PRIVILEGES";

    public static GrantChange Of(string principal, IEnumerable<string> here, IEnumerable<string> wanted)
    {
        var (now, then) = (here.ToHashSet(StringComparer.Ordinal), wanted.ToHashSet(StringComparer.Ordinal));
        string[] remove = [.. now.Except(then, StringComparer.Ordinal)];
        return new(principal, [.. remove.Contains(All, StringComparer.Ordinal) ? then : then.Except(now, StringComparer.Ordinal)], remove);
    }
}
