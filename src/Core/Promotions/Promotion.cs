using ReleasePortal.Core.People;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Promotions;

/// <summary>The wish to bring a release into a stage, and what became of it.</summary>
public sealed class Promotion
{
    readonly List<Approval> _approvals = [];

    Promotion()
    {
    }

    Promotion(int number, Stage stage, Release release, Release? replaces, PromotionKind kind, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        Pipeline = release.Pipeline;
        Number = number;
        Stage = stage.Name;
        Release = release;
        ReleaseId = release.Id;
        ReplacesId = replaces?.Id;
        Kind = kind;
        RequestedAt = at;
        ApprovalsNeeded = stage.ApprovalsNeeded;
        PolicyVersion = ApprovalPolicy.Version;
    }

    public Guid Id { get; private set; }

    public string Pipeline { get; private set; } = null!;

    /// <summary>Counted per pipeline from 1.</summary>
    public int Number { get; private set; }

    public string Stage { get; private set; } = null!;

    public Guid ReleaseId { get; private set; }

    public Release Release { get; private set; } = null!;

    /// <summary>The release that was live in the stage when this was asked for.</summary>
    public Guid? ReplacesId { get; private set; }

    public PromotionKind Kind { get; private set; }

    /// <summary>Null when nobody asked: the stage takes releases by itself.</summary>
    public Guid? RequesterId { get; private set; }

    public string? RequesterName { get; private set; }

    public string? Reason { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    /// <summary>The plan as <see cref="Plans.Plan"/> in JSON. Null while an automatic promotion has not started.</summary>
    public string? PlanJson { get; private set; }

    public string? PlanDigest { get; private set; }

    public DateTimeOffset? PlannedAt { get; private set; }

    /// <summary>Raised whenever the plan is replaced by a different one; there is one deployment per revision.</summary>
    public int PlanRevision { get; private set; }

    /// <summary>The plan that people saw before the current one.</summary>
    public string? OlderPlanJson { get; private set; }

    /// <summary>Everybody's commits that this brings, newest first: their authors may not approve.</summary>
    public IReadOnlyList<ReleaseCommit> Commits { get; private set; } = [];

    public int ApprovalsNeeded { get; private set; }

    public int PolicyVersion { get; private set; }

    public DecisionState Decision { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecidedByName { get; private set; }

    public string? DecisionReason { get; private set; }

    public int Revision { get; private set; }

    public IReadOnlyList<Approval> Approvals => _approvals;

    public static Promotion Requested(
        int number, Stage stage, Release release, Release? replaces, PromotionKind kind, IReadOnlyList<ReleaseCommit> commits,
        Person requester, string? reason, DateTimeOffset at) =>
        new(number, stage, release, replaces, kind, at)
        {
            Commits = commits,
            RequesterId = requester.Id,
            RequesterName = requester.Name,
            Reason = reason,
            Decision = DecisionState.AwaitingApproval,
        };

    /// <summary>The stage takes releases by itself; there is nothing to decide.</summary>
    public static Promotion Automatic(
        int number, Stage stage, Release release, Release? replaces, IReadOnlyList<ReleaseCommit> commits, DateTimeOffset at) =>
        new(number, stage, release, replaces, PromotionKind.Automatic, at)
        {
            Commits = commits,
            Decision = DecisionState.Approved,
            DecidedAt = at,
            DecisionReason = $"{stage.Name} takes releases by itself",
        };

    /// <summary>Approvals of the current plan.</summary>
    public IEnumerable<Approval> Counting => _approvals.Where(Counts);

    /// <summary>False where the stage takes releases without anybody's approval.</summary>
    public bool NeedsApproval => ApprovalsNeeded > 0;

    public bool IsOpen => Decision is DecisionState.AwaitingApproval;

    /// <summary>Whether it is a yes to the current plan. One that was given before another plan came and went does
    /// not count again by itself.</summary>
    public bool Counts(Approval approval) =>
        approval.Verdict is Verdict.Approve && approval.PlanDigest == PlanDigest && approval.At >= PlannedAt;

    /// <summary>Sets the plan that will be approved and carried out. A different plan takes the promotion back to
    /// waiting: approvals of the older one count no more.</summary>
    /// <returns>Whether it differs from the plan before.</returns>
    public bool TakePlan(string json, string digest, DateTimeOffset at)
    {
        var differs = PlanDigest is not null && PlanDigest != digest;
        if (differs)
        {
            OlderPlanJson = PlanJson;
        }

        if (PlanDigest != digest)
        {
            PlanRevision++;
            (PlanJson, PlanDigest, PlannedAt) = (json, digest, at);
        }

        if (differs && Decision is DecisionState.Approved && NeedsApproval)
        {
            (Decision, DecidedAt, DecidedByName, DecisionReason) = (DecisionState.AwaitingApproval, null, null, null);
        }

        Revision++;
        return differs;
    }

    /// <summary>Decides at once what somebody asked for in a stage that takes releases without approval.</summary>
    public void GoAhead(DateTimeOffset at)
    {
        if (NeedsApproval)
        {
            throw new InvalidOperationException($"Promotion {Number} needs {ApprovalsNeeded} approvals.");
        }

        Decide(DecisionState.Approved, null, $"{Stage} takes releases without approval", at);
    }

    /// <summary>Counts an approval that the rules let pass.</summary>
    /// <returns>Whether it was the last one needed.</returns>
    public bool Approve(Person by, string? comment, DateTimeOffset at)
    {
        Give(by, Verdict.Approve, comment, at);
        if (Counting.DistinctBy(approval => approval.PersonId).Count() < ApprovalsNeeded)
        {
            return false;
        }

        (Decision, DecidedAt, DecidedByName) = (DecisionState.Approved, at, by.Name);
        return true;
    }

    public void Reject(Person by, string reason, DateTimeOffset at)
    {
        Give(by, Verdict.Reject, reason, at);
        Decide(DecisionState.Rejected, by.Name, reason, at);
    }

    public void Withdraw(Person by, string? reason, DateTimeOffset at) => Decide(DecisionState.Withdrawn, by.Name, reason, at);

    public void Supersede(string reason, DateTimeOffset at) => Decide(DecisionState.Superseded, null, reason, at);

    void Give(Person by, Verdict verdict, string? comment, DateTimeOffset at)
    {
        MustBeOpen();
        var digest = PlanDigest ?? throw new InvalidOperationException($"Promotion {Number} has no plan to sign.");
        var given = _approvals.SingleOrDefault(approval => approval.PersonId == by.Id && approval.PlanDigest == digest);
        if (given is null)
        {
            _approvals.Add(new(Id, by, verdict, comment, digest, at));
        }
        else
        {
            given.Give(verdict, comment, at);
        }

        Revision++;
    }

    void Decide(DecisionState decision, string? by, string? reason, DateTimeOffset at)
    {
        MustBeOpen();
        (Decision, DecidedAt, DecidedByName, DecisionReason) = (decision, at, by, reason);
        Revision++;
    }

    void MustBeOpen()
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException($"Promotion {Number} is already {Decision}.");
        }
    }
}
