using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Deployments;

public abstract record StartOutcome
{
    StartOutcome()
    {
    }

    /// <summary>It may run; this is all it needs.</summary>
    public sealed record Ready(Deployment Deployment, Plan Plan, ReadOnlyMemory<byte> Archive) : StartOutcome;

    /// <summary>It is over before its first step: the plan changed or cannot be made any more, or the stage should
    /// not take it any more.</summary>
    public sealed record Ended(Deployment Deployment, RunState State, string Reason) : StartOutcome;

    /// <summary>Somebody cancelled it at the same moment.</summary>
    public sealed record Gone : StartOutcome;
}

/// <summary>Plans again before anything is carried out: what runs is what was approved, or nothing.</summary>
public sealed class StartDeployment(
    IDbContextFactory<PortalDb> database, StageLeases leases, MakePlan makePlan, PlanProvisioning planProvisioning, DeploymentPlan steps,
    PipelineCatalog pipelines, ChangeFeed changes, TimeProvider clock)
{
    public async Task<StartOutcome> RunAsync(HeldLease lease, int number, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var deployment = await db.DeploymentAsync(lease.Pipeline, number, cancellationToken);
        if (deployment.State is RunState.Running)
        {
            // Interrupted in the middle: part of the plan is done, so planning again would not give the same.
            return await leases.TransactAsync(lease, rows => ResumeAsync(rows, lease, number, cancellationToken), cancellationToken);
        }

        var live = await db.LiveAsync(lease.Pipeline, lease.Stage, cancellationToken);
        var pipeline = pipelines.Get(lease.Pipeline);
        var outcome = deployment.Promotion.Kind is PromotionKind.Provision
            ? await planProvisioning.RunAsync(pipeline, pipeline.Get(lease.Stage), deployment.Release, live, cancellationToken)
            : await makePlan.RunAsync(pipeline, pipeline.Get(lease.Stage), deployment.Release, live, cancellationToken);
        var started = await leases.TransactAsync(
            lease, rows => StartAsync(rows, lease, number, outcome, cancellationToken), cancellationToken);
        changes.Publish(new(lease.Pipeline));
        return started;
    }

    async Task<StartOutcome> ResumeAsync(PortalDb db, HeldLease lease, int number, CancellationToken cancellationToken)
    {
        var deployment = await db.DeploymentAsync(lease.Pipeline, number, cancellationToken);
        deployment.TakeSteps(steps.StepNamesOf(deployment.Promotion.Kind));
        return await ReadyAsync(db, deployment, cancellationToken);
    }

    static async Task<StartOutcome> ReadyAsync(PortalDb db, Deployment deployment, CancellationToken cancellationToken) =>
        new StartOutcome.Ready(
            deployment,
            Plan.FromJson(deployment.Promotion.PlanJson!),
            await db.Artifacts.Where(row => row.Digest == deployment.Release.BundleDigest)
                .Select(row => row.Content)
                .SingleAsync(cancellationToken));

    async Task<StartOutcome> StartAsync(PortalDb db, HeldLease lease, int number, PlanOutcome outcome, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var deployment = await db.DeploymentAsync(lease.Pipeline, number, cancellationToken);
        if (deployment.State is not RunState.Queued)
        {
            return new StartOutcome.Gone();
        }

        deployment.TakeSteps(steps.StepNamesOf(deployment.Promotion.Kind));

        if (await BarredAsync(db, deployment, pipelines.Get(lease.Pipeline), cancellationToken) is { } barred)
        {
            return await EndAsync(RunState.Cancelled, barred);
        }

        switch (outcome)
        {
            case PlanOutcome.Impossible impossible:
                return await EndAsync(impossible.IsLiftable ? RunState.Errored : RunState.Failed, string.Join('\n', impossible.Faults));
            case PlanOutcome.Made { Plan.Bundle: null } when deployment.Promotion is { NeedsApproval: true, Kind: not PromotionKind.Provision }:
                return await EndAsync(
                    RunState.Failed,
                    $"The workspace of {lease.Stage} is gone, so nobody can say what the bundle would change. Request the release again: that brings the workspace first.");
            case PlanOutcome.Made { Plan: var plan } when Allows(deployment, plan) || !deployment.Promotion.NeedsApproval:
                if (!Allows(deployment, plan))
                {
                    // Nobody approves it, so a further start may do what has become different since the first.
                    deployment.Promotion.TakePlan(plan.ToJson(), plan.Digest, now);
                }

                if (deployment.StartedAt is null)
                {
                    await db.TakeUnfinishedAsync(deployment, cancellationToken);
                }

                deployment.Start(now);
                await db.AuditAsync(
                    now, null, lease.Pipeline, "started", deployment.Subject(),
                    $"deployment {number}, plan {deployment.Promotion.PlanDigest}", cancellationToken);
                return await ReadyAsync(db, deployment, cancellationToken);
            case PlanOutcome.Made { Plan: var plan }:
                deployment.Promotion.TakePlan(plan.ToJson(), plan.Digest, now);
                return await EndAsync(
                    RunState.Cancelled,
                    "The plan changed after it was approved. Nothing was carried out; the new plan waits for approval.");
            default:
                throw new NotSupportedException($"{outcome.GetType().Name} is not a way that planning ends.");
        }

        async Task<StartOutcome> EndAsync(RunState state, string reason)
        {
            deployment.Finish(state, reason, now);
            await db.AuditAsync(
                now, null, lease.Pipeline, state.ToString().ToLowerInvariant(), deployment.Subject(), reason, cancellationToken);
            return new StartOutcome.Ended(deployment, state, reason);
        }
    }

    /// <returns>Why the stage should no longer take it: a quarantine, checks that failed before it since, or it has received something that
    /// this one was not meant to replace.</returns>
    static async Task<string?> BarredAsync(PortalDb db, Deployment deployment, Pipeline pipeline, CancellationToken cancellationToken)
    {
        if (deployment.Release.IsQuarantined && deployment.Promotion.Kind is not PromotionKind.Provision)
        {
            return $"The release is quarantined: {deployment.Release.QuarantineReason}";
        }

        if (deployment.Promotion.Kind is not PromotionKind.Provision && pipeline.Before(pipeline.Get(deployment.Stage)) is { } before
            && await db.HasFailedChecksAsync(deployment.ReleaseId, before.Name, cancellationToken))
        {
            return $"Its checks failed in {before.Name} after it was requested. Nothing was carried out.";
        }

        var live = await db.LiveAsync(deployment.Pipeline, deployment.Stage, cancellationToken);
        var overtaken = deployment.Promotion.Kind is PromotionKind.Automatic
            ? live?.Number > deployment.Release.Number
            : live?.Id != deployment.Promotion.ReplacesId && live?.Id != deployment.ReleaseId;
        return overtaken
            ? $"Overtaken: {deployment.Stage} has received another release since ({live?.Commit.Short}). Nothing was carried out."
            : null;
    }

    /// <summary>A first start carries out exactly what was approved; a further one what is left of it.</summary>
    static bool Allows(Deployment deployment, Plan plan) =>
        deployment.Promotion.PlanDigest == plan.Digest
        || (deployment.Promotion.Kind is PromotionKind.Provision && plan.LeavesResources)
        || (deployment.Promotion.PlanJson is { } approved && deployment.StartedAt is not null && plan.IsRestOf(Plan.FromJson(approved)));
}
