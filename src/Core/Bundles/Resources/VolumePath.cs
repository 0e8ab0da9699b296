namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>The volume in which a path lies.</summary>
/// <param name="FullName">Catalog, schema and volume, in lower case as Unity Catalog keeps them.</param>
sealed record VolumePath(string FullName)
{
    const string Start = "/Volumes/";

    public static bool IsOne(string path) => path.StartsWith(Start, StringComparison.Ordinal);

    /// <returns>Null when the path does not get as far as a volume.</returns>
    public static VolumePath? Parse(string path) =>
        IsOne(path) && path[Start.Length..].Split('/') is [{ Length: > 0 } catalog, { Length: > 0 } schema, { Length: > 0 } volume, ..]
            ? new($"{catalog}.{schema}.{volume}".ToLowerInvariant())
            : null;
}
