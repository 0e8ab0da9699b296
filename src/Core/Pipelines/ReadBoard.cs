using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Pipelines;

/// <summary>What is where, is it well, what comes next.</summary>
public sealed class ReadBoard(
    IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, ReadReleases readReleases, ApprovalPolicy policy,
    GitHubLooks looks, StageBlueprints blueprints, IOptions<ProvisioningOptions> provisioning, TimeProvider clock)
{
    /// <summary>The newest releases; all of them stand on their own page.</summary>
    const int Rows = 12;

    /// <exception cref="KeyNotFoundException">There is no such pipeline.</exception>
    public async Task<BoardView> RunAsync(string key, CancellationToken cancellationToken)
    {
        var pipeline = pipelines.Get(key);
        var releases = await readReleases.RunAsync(key, null, Rows, cancellationToken);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var approvers = await db.People.AsNoTracking().OrderBy(person => person.Name).ToListAsync(cancellationToken);
        List<LaneView> lanes = [];
        foreach (var stage in pipeline.Stages)
        {
            lanes.Add(await LaneAsync(db, pipeline, stage, approvers, cancellationToken));
        }

        return new()
        {
            Pipeline = pipeline,
            ReadAt = clock.GetUtcNow(),
            GitHub = looks.Last(key),
            Lanes = [.. lanes.Select(lane => lane with { ReadyFor = ReadyFor(lane, lanes, pipeline) })],
            Releases = releases,
        };
    }

    async Task<LaneView> LaneAsync(
        PortalDb db, Pipeline pipeline, Stage stage, IReadOnlyList<KnownPerson> people, CancellationToken cancellationToken)
    {
        var live = await db.LiveAsync(pipeline.Key, stage.Name, cancellationToken);
        var since = await db.StageStates.Where(row => row.Pipeline == pipeline.Key && row.Stage == stage.Name)
            .Select(row => row.Since).SingleOrDefaultAsync(cancellationToken);
        var last = await db.Deployments.Where(row => row.Pipeline == pipeline.Key && row.Stage == stage.Name)
            .OrderByDescending(row => row.Number).Select(row => new { row.Number, row.State }).FirstOrDefaultAsync(cancellationToken);
        var token = await db.AccessTokens.Where(
            row => row.Pipeline == pipeline.Key && row.Stage == stage.Name && row.RetiredAt == null && row.StoredAt != null)
            .OrderByDescending(row => row.MintedAt).Select(row => (DateTimeOffset?)row.ExpiresAt).FirstOrDefaultAsync(cancellationToken);
        var check = await db.ResourceChecks.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Pipeline == pipeline.Key && row.Stage == stage.Name, cancellationToken);
        return new()
        {
            Stage = stage,
            Live = live is null ? null : ReleaseLine.Of(live),
            LiveSince = since,
            Quarantine = live?.QuarantineReason,
            Held = await HeldAsync(db, pipeline.Key, stage.Name, cancellationToken),
            IsProven = live is not null
                && await db.HasSucceededAsync(live.Id, stage.Name, cancellationToken)
                    && !await db.HasFailedChecksAsync(live.Id, stage.Name, cancellationToken),
            LastRun = last?.State,
            LastDeployment = last?.Number,
            Arriving = await ArrivingAsync(db, pipeline.Key, stage.Name, cancellationToken),
            Waiting = await WaitingAsync(db, pipeline.Key, stage.Name, people, cancellationToken),
            TokenExpiresAt = token,
            Infrastructure = StageHealth.Of(check, blueprints.Of(stage), provisioning.Value.CheckInterval, clock.GetUtcNow()),
            ReadyFor = null,
        };
    }

    static async Task<HeldRelease?> HeldAsync(PortalDb db, string pipeline, string stage, CancellationToken cancellationToken)
    {
        var last = await db.Deployments.AsNoTracking().Include(row => row.Release).Include(row => row.Steps)
            .Where(
                row => row.Pipeline == pipeline
                    && row.Stage == stage
                    && row.FinishedAt != null
                    && row.Steps.Any(step => step.Name == nameof(DeployBundle) && step.Attempt > 0))
            .OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);
        return last is not null
            && HeldRelease.In(last.Steps.ToDictionary(step => step.Name, step => step.State, StringComparer.Ordinal)) is { } because
            ? new(ReleaseLine.Of(last.Release), because)
            : null;
    }

    static async Task<ArrivingView?> ArrivingAsync(PortalDb db, string pipeline, string stage, CancellationToken cancellationToken)
    {
        var run = await db.Deployments.AsNoTracking()
            .Include(row => row.Release)
            .Include(row => row.Promotion)
            .Include(row => row.Steps.OrderBy(step => step.Ordinal))
            .Where(row => row.Pipeline == pipeline && row.Stage == stage && (row.State == RunState.Running || row.State == RunState.Queued))
            .OrderBy(row => row.Number).FirstOrDefaultAsync(cancellationToken);
        return run is null ? null : new()
        {
            Deployment = run.Number,
            Release = ReleaseLine.Of(run.Release),
            Kind = run.Promotion.Kind,
            State = run.State,
            StartedAt = run.StartedAt,
            Usual = await db.UsualAsync(pipeline, stage, cancellationToken),
            Done = run.Steps.Count(step => step.State is RunState.Succeeded),
            Steps = run.Steps.Count,
            Step = run.Steps.FirstOrDefault(step => step.State is RunState.Running)?.Name,
        };
    }

    async Task<WaitingView?> WaitingAsync(
        PortalDb db, string pipeline, string stage, IReadOnlyList<KnownPerson> people, CancellationToken cancellationToken)
    {
        var promotion = await db.Promotions.AsNoTracking().Include(row => row.Release).Include(row => row.Approvals)
            .Where(row => row.Pipeline == pipeline && row.Stage == stage && row.Decision == DecisionState.AwaitingApproval)
            .OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);
        return promotion is null ? null : WaitingView.Of(promotion) with
        {
            MaySign = [.. people.Select(known => known.AsPerson()).Where(person => policy.Objections(promotion, person, null).Count == 0)],
        };
    }

    static string? ReadyFor(LaneView lane, List<LaneView> lanes, Pipeline pipeline) =>
        lane is { Live: { } live, IsProven: true, Quarantine: null } && pipeline.After(lane.Stage) is { IsAutomatic: false } next
        && lanes[next.Ordinal] is { Arriving: null, Waiting: null } after && (after.Live is null || after.Live.Number < live.Number)
            ? next.Name
            : null;
}
