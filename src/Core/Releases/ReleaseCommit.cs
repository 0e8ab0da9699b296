namespace ReleasePortal.Core.Releases;

/// <summary>One commit that a release brought to the branch.</summary>
public sealed record ReleaseCommit(string Sha, string Title, IReadOnlyList<CommitAuthor> Authors, DateTimeOffset At);
