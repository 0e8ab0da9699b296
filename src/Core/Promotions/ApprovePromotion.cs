using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Promotions;

/// <summary>Counts one person's approval; the last one needed queues the deployment, in the same transaction.</summary>
public sealed partial class ApprovePromotion(
    IDbContextFactory<PortalDb> database, ApprovalPolicy policy, DeploymentQueue queue, ChangeFeed changes, TimeProvider clock,
    ILogger<ApprovePromotion> logger)
{
    /// <param name="planDigest">The plan the person looked at; the approval is for no other.</param>
    /// <exception cref="KeyNotFoundException">There is no such promotion.</exception>
    public async Task<ApprovalOutcome> RunAsync(
        string pipeline, int number, string planDigest, string? comment, Person approver, CancellationToken cancellationToken)
    {
        var outcome = await database.TransactAsync(
            db => ApproveAsync(db, pipeline, number, planDigest, comment, approver, cancellationToken), cancellationToken);
        if (outcome is ApprovalOutcome.Refused refused)
        {
            LogRefused(pipeline, number, approver.Id, refused.Objections.Count);
            return outcome;
        }

        changes.Publish(new(pipeline));
        return outcome;
    }

    async Task<ApprovalOutcome> ApproveAsync(
        PortalDb db, string pipeline, int number, string planDigest, string? comment, Person approver, CancellationToken cancellationToken)
    {
        var promotion = await db.PromotionAsync(pipeline, number, cancellationToken);
        var objections = policy.Objections(promotion, approver, planDigest);
        if (objections.Count > 0)
        {
            return new ApprovalOutcome.Refused(objections);
        }

        var now = clock.GetUtcNow();
        var isLast = promotion.Approve(approver, comment, now);
        var given = promotion.Counting.Count();
        await db.AuditAsync(
            now, approver, pipeline, "approved", promotion.Subject(),
            $"{given} of {promotion.ApprovalsNeeded}, plan {promotion.PlanDigest}", cancellationToken);
        if (!isLast)
        {
            return new ApprovalOutcome.Counted(given, promotion.ApprovalsNeeded);
        }

        var deployment = await queue.AddAsync(db, promotion, now, cancellationToken);
        return new ApprovalOutcome.Released(deployment.Number);
    }

    [LoggerMessage(LogLevel.Information, "Refused the approval of promotion {Pipeline}/{Number} by {ApproverId}: {Objections} objection(s)")]
    partial void LogRefused(string pipeline, int number, Guid approverId, int objections);
}
