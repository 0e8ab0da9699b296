namespace ReleasePortal.Core.Bundles.Diagnostics;

/// <summary>Where a value was written; line and column count from 1.</summary>
public sealed record Location(string File, long Line, long Column)
{
    /// <summary>The folder of the file, relative to the bundle's root; empty at the root.</summary>
    public string Folder => File.LastIndexOf('/') is > 0 and var slash ? File[..slash] : "";

    public override string ToString() => $"{File}:{Line}:{Column}";
}
