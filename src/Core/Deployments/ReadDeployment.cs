using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Deployments;

/// <summary>Which step, how long still, is it normal; and when not, what now.</summary>
public sealed class ReadDeployment(IDbContextFactory<PortalDb> database, PipelineCatalog pipelines)
{
    const int Sample = 10;

    /// <returns>Null when there is no such deployment.</returns>
    public async Task<DeploymentView?> RunAsync(string pipeline, int number, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var row = await db.Deployments.AsNoTracking()
            .Include(item => item.Release)
            .Include(item => item.Steps.OrderBy(step => step.Ordinal))
            .Include(item => item.Promotion)
            .ThenInclude(item => item.Approvals)
            .SingleOrDefaultAsync(item => item.Pipeline == pipeline && item.Number == number, cancellationToken);
        if (row is null || pipelines.Find(pipeline) is not { } found)
        {
            return null;
        }

        var usual = await UsualStepsAsync(db, row, cancellationToken);
        var live = await db.LiveAsync(pipeline, row.Stage, cancellationToken);
        var lease = row.State is RunState.Running
            ? await db.StageLeases.AsNoTracking()
                .SingleOrDefaultAsync(item => item.Pipeline == pipeline && item.Stage == row.Stage, cancellationToken)
            : null;
        return new()
        {
            Pipeline = found,
            Number = row.Number,
            Stage = row.Stage,
            Release = ReleaseLine.Of(row.Release),
            IsQuarantined = row.Release.IsQuarantined,
            State = row.State,
            Reason = row.Reason,
            QueuedAt = row.QueuedAt,
            StartedAt = row.StartedAt,
            FinishedAt = row.FinishedAt,
            CancelRequestedByName = row.CancelRequestedByName,
            Usual = row.Promotion.Kind is PromotionKind.Provision ? null : await db.UsualAsync(pipeline, row.Stage, cancellationToken),
            Steps = [.. row.Steps.Select(step => new StepView(
                step.Ordinal, step.Name, step.State, step.Attempt, step.StartedAt, step.FinishedAt, step.Outcome,
                usual.GetValueOrDefault(step.Name))
            {
                Page = step.Journal.TryGetValue(RunChecks.Page, out var page) && Uri.TryCreate(page, UriKind.Absolute, out var address)
                    ? address
                    : null,
            })],
            Promotion = row.Promotion.Number,
            PromotionKind = row.Promotion.Kind,
            RequesterName = row.Promotion.RequesterName,
            RequestedAt = row.Promotion.RequestedAt,
            PlanDigest = row.Promotion.PlanDigest,
            ApprovalsNeeded = row.Promotion.ApprovalsNeeded,
            Approvals = [.. row.Promotion.Counting.OrderBy(item => item.At).Select(item => new ApprovalView(
                item.PersonId, item.PersonName, item.Verdict, item.Comment, item.PlanDigest, item.At, true))],
            CarriedBy = lease?.Owner,
            Live = live is null ? null : ReleaseLine.Of(live),
            Behind = await db.Deployments.CountAsync(
                item => item.Pipeline == pipeline
                    && item.Stage == row.Stage
                    && item.State == RunState.Queued
                    && item.Number > number, cancellationToken),
            Run = row.Promotion.Kind is PromotionKind.Provision ? 1 : await db.Deployments.CountAsync(
                item => item.ReleaseId == row.ReleaseId
                    && item.Stage == row.Stage
                    && item.Number <= number
                    && item.Promotion.Kind != PromotionKind.Provision, cancellationToken),
            Resources = [.. ResourceProgress.Of(row)],
        };
    }

    static async Task<Dictionary<string, TimeSpan?>> UsualStepsAsync(PortalDb db, Deployment row, CancellationToken cancellationToken)
    {
        var last = await db.Deployments
            .Where(
                item => item.Pipeline == row.Pipeline
                    && item.Stage == row.Stage
                    && item.State == RunState.Succeeded
                    && item.Number < row.Number)
            .OrderByDescending(item => item.Number).Take(Sample).Select(item => item.Id).ToListAsync(cancellationToken);
        var steps = await db.StepRuns
            .Where(
                step => last.Contains(step.DeploymentId)
                    && step.State == RunState.Succeeded
                    && step.StartedAt != null
                    && step.FinishedAt != null)
            .Select(step => new { step.Name, step.StartedAt, step.FinishedAt }).ToListAsync(cancellationToken);
        return steps.GroupBy(step => step.Name, StringComparer.Ordinal).ToDictionary(
            group => group.Key, group => UsualTime.Median(
                [.. group.Select(step => step.FinishedAt!.Value - step.StartedAt!.Value)]), StringComparer.Ordinal);
    }
}
