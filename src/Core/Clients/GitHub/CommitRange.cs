namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>What lies between two commits.</summary>
/// <param name="Commits">Oldest first; those that the new one has and the old one has not.</param>
/// <param name="Files">At most 300, GitHub tells no more.</param>
/// <param name="BehindBy">How many commits of the old one the new one lacks: more than none when going back.</param>
public sealed record CommitRange(IReadOnlyList<GitHubCommit> Commits, IReadOnlyList<ChangedFile> Files, int BehindBy)
{
    const int FileLimit = 300;

    public bool MayMissFiles => Files.Count >= FileLimit;
}

/// <summary>One file of a comparison; the patch is empty for binary and for very large files.</summary>
/// <param name="Status"><c>added</c>, <c>modified</c>, <c>removed</c> or <c>renamed</c>.</param>
public sealed record ChangedFile(string Path, string Status, int Additions, int Deletions, string? Patch, string? PreviousPath);
