using ReleasePortal.Core.People;

namespace ReleasePortal.Core.Releases;

/// <summary>A commit on the pipeline's branch with its bundle. Never changed but for its checks and its quarantine.</summary>
public sealed class Release
{
    Release()
    {
    }

    public Release(
        string pipeline, int number, ReleaseCommit head, string message, IReadOnlyList<ReleaseCommit> commits, int? pullRequest,
        DateTimeOffset foundAt)
    {
        Id = Guid.CreateVersion7(foundAt);
        Pipeline = pipeline;
        Number = number;
        Commit = CommitSha.Parse(head.Sha);
        Title = head.Title;
        Message = message;
        CommittedAt = head.At;
        Commits = commits;
        PullRequest = pullRequest;
        FoundAt = foundAt;
    }

    public Guid Id { get; private set; }

    public string Pipeline { get; private set; } = null!;

    /// <summary>Counted per pipeline from 1, in the order in which the commits reached the branch.</summary>
    public int Number { get; private set; }

    public CommitSha Commit { get; private set; }

    public string Title { get; private set; } = null!;

    public string Message { get; private set; } = null!;

    public DateTimeOffset CommittedAt { get; private set; }

    public DateTimeOffset FoundAt { get; private set; }

    public int? PullRequest { get; private set; }

    /// <summary>The commits since the release before, newest first; the first is the release's own.</summary>
    public IReadOnlyList<ReleaseCommit> Commits { get; private set; } = [];

    public ChecksVerdict Checks { get; private set; }

    public IReadOnlyList<CheckRun> CheckRuns { get; private set; } = [];

    public DateTimeOffset? ChecksDecidedAt { get; private set; }

    /// <summary>SHA-256 of the bundle archive; the key of its <see cref="Artifact"/>. Null until the archive is stored.</summary>
    public string? BundleDigest { get; private set; }

    /// <summary>Why the archive could not be made (no bundle in the commit, too large); such a release cannot be deployed.</summary>
    public string? ArchiveFault { get; private set; }

    public Guid? QuarantinedById { get; private set; }

    public string? QuarantinedByName { get; private set; }

    public DateTimeOffset? QuarantinedAt { get; private set; }

    public string? QuarantineReason { get; private set; }

    public int Revision { get; private set; }

    public bool IsQuarantined => QuarantinedAt is not null;

    /// <summary>Everybody who wrote one of the release's commits, each once.</summary>
    public IEnumerable<CommitAuthor> Authors =>
        Commits.SelectMany(commit => commit.Authors).DistinctBy(author => (author.Email.ToUpperInvariant(), author.Login));

    public void RecordChecks(ChecksVerdict verdict, IReadOnlyList<CheckRun> runs, DateTimeOffset at)
    {
        if (Checks is not ChecksVerdict.Pending && verdict is ChecksVerdict.Pending)
        {
            ChecksDecidedAt = null;
        }

        if (verdict is not ChecksVerdict.Pending && verdict != Checks)
        {
            ChecksDecidedAt = at;
        }

        Checks = verdict;
        CheckRuns = runs;
        Revision++;
    }

    public void Archived(string digest)
    {
        if (BundleDigest is not null && !string.Equals(BundleDigest, digest, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Release {Number} already has the archive {BundleDigest}.");
        }

        BundleDigest = digest;
        ArchiveFault = null;
        Revision++;
    }

    public void ArchiveFailed(string fault)
    {
        ArchiveFault = fault;
        Revision++;
    }

    public void Quarantine(Person by, string reason, DateTimeOffset at)
    {
        if (IsQuarantined)
        {
            throw new InvalidOperationException($"Release {Number} is already quarantined.");
        }

        QuarantinedById = by.Id;
        QuarantinedByName = by.Name;
        QuarantinedAt = at;
        QuarantineReason = reason;
        Revision++;
    }
}
