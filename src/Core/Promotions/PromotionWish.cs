using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Promotions;

/// <summary>A release and a stage that somebody wants to bring together, with what decides whether it may be asked for.</summary>
sealed record PromotionWish
{
    public required Release Release { get; init; }

    public required Stage Into { get; init; }

    public required bool ChecksAreRequired { get; init; }

    public required Release? Live { get; init; }

    public required string? StageBefore { get; init; }

    public required bool SucceededBefore { get; init; }

    /// <summary>The last time that the release's data was checked in the stage before, it was wrong.</summary>
    public required bool FailedChecksBefore { get; init; }

    public required int? OpenPromotion { get; init; }

    public required int? RunningDeployment { get; init; }

    /// <summary>The stage takes releases by itself and has not come to this one yet.</summary>
    public required bool ComesByItself { get; init; }

    public PromotionKind Kind => Live is null || Live.Number < Release.Number ? PromotionKind.Forward
        : Live.Number == Release.Number ? PromotionKind.Redeploy
        : PromotionKind.Rollback;

    /// <summary>Nobody can approve what cannot be planned: before the stage's workspace is there, only its resources
    /// are asked for.</summary>
    public PromotionKind KindOf(bool isBundlePlanned) => isBundlePlanned || Into.IsAutomatic ? Kind : PromotionKind.Provision;

    /// <returns>Null when the pipeline has no such release.</returns>
    public static async Task<PromotionWish?> ReadAsync(
        PortalDb db, Pipeline pipeline, Stage into, int number, CancellationToken cancellationToken)
    {
        var release = await db.Releases.SingleOrDefaultAsync(
            row => row.Pipeline == pipeline.Key && row.Number == number, cancellationToken);
        if (release is null)
        {
            return null;
        }

        var before = pipeline.Before(into)?.Name;
        return new()
        {
            Release = release,
            Into = into,
            ChecksAreRequired = pipeline.RequireChecks,
            Live = await db.LiveAsync(pipeline.Key, into.Name, cancellationToken),
            StageBefore = before,
            SucceededBefore = before is not null && await db.HasSucceededAsync(release.Id, before, cancellationToken),
            FailedChecksBefore = before is not null && await db.HasFailedChecksAsync(release.Id, before, cancellationToken),
            ComesByItself = into.IsAutomatic && !await db.Deployments.AnyAsync(
                row => row.Pipeline == pipeline.Key
                    && row.Stage == into.Name
                    && row.Release.Number >= release.Number
                    && row.Promotion.Kind != PromotionKind.Provision,
                cancellationToken),
            OpenPromotion = await db.Promotions
                .Where(
                    row => row.ReleaseId == release.Id
                        && row.Stage == into.Name
                        && row.Decision == DecisionState.AwaitingApproval
                        && row.Kind != PromotionKind.Provision)
                .Select(row => (int?)row.Number).FirstOrDefaultAsync(cancellationToken),
            RunningDeployment = await db.Deployments
                .Where(
                    row => row.Pipeline == pipeline.Key
                        && row.Stage == into.Name
                        && (row.State == RunState.Queued || row.State == RunState.Running))
                .Select(row => (int?)row.Number).FirstOrDefaultAsync(cancellationToken),
        };
    }

    /// <summary>Every reason, as a sentence, why this person cannot ask for it now; none when they can.</summary>
    public IReadOnlyList<string> Objections(Person requester) => [.. All(requester)];

    IEnumerable<string> All(Person requester)
    {
        if (!requester.Is(Roles.Approver) && !requester.Is(Roles.Admin))
        {
            yield return "Only people with the role Approver or Admin may request a promotion.";
        }

        if (ComesByItself)
        {
            yield return $"{Into.Name} takes releases by itself.";
        }

        if (Release.IsQuarantined)
        {
            yield return $"The release is quarantined: {Release.QuarantineReason}";
        }

        if (Release.BundleDigest is null)
        {
            yield return Release.ArchiveFault ?? "The release's bundle is not stored yet.";
        }

        if ((ChecksAreRequired || Into.IsAutomatic) && Release.Checks is not ChecksVerdict.Succeeded)
        {
            yield return Release.Checks is ChecksVerdict.Failed ? "Its checks on GitHub failed." : "Its checks on GitHub are not decided.";
        }

        if (StageBefore is { } before && !SucceededBefore)
        {
            yield return $"It has not succeeded in {before} yet.";
        }

        if (SucceededBefore && FailedChecksBefore)
        {
            yield return $"Its checks failed in {StageBefore} the last time.";
        }

        if (OpenPromotion is { } open)
        {
            yield return $"It is already requested for {Into.Name} (promotion {open}).";
        }

        if (RunningDeployment is { } running)
        {
            yield return $"A deployment into {Into.Name} is on its way (number {running}); wait until it is over.";
        }
    }
}
