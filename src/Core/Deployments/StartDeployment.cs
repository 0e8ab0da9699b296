using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Deployments;

/// <summary>A deployment that may run, with all it needs.</summary>
public sealed record ReadyDeployment(Deployment Deployment, Plan Plan, ReadOnlyMemory<byte> Archive);

/// <summary>Plans again before anything is carried out: what runs is what was approved, or nothing.</summary>
public sealed class StartDeployment(
    IDbContextFactory<PortalDb> database, StageLeases leases, MakePlan makePlan, PipelineCatalog pipelines, ChangeFeed changes, TimeProvider clock)
{
    /// <returns>Null when it ended here: the plan changed or cannot be made any more, or somebody cancelled it.</returns>
    public async Task<ReadyDeployment?> RunAsync(HeldLease lease, int number, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var deployment = await db.DeploymentAsync(lease.Pipeline, number, cancellationToken);
        var archive = await db.Artifacts.Where(row => row.Digest == deployment.Release.BundleDigest).Select(row => row.Content).SingleAsync(cancellationToken);
        if (deployment.State is RunState.Running)
        {
            // Interrupted in the middle: part of the plan is done, so planning again would not give the same.
            return new(deployment, Plan.FromJson(deployment.Promotion.PlanJson!), archive);
        }

        var live = await db.LiveAsync(lease.Pipeline, lease.Stage, cancellationToken);
        var pipeline = pipelines.Get(lease.Pipeline);
        var outcome = await makePlan.RunAsync(pipeline, pipeline.Get(lease.Stage), deployment.Release, live, cancellationToken);
        var started = await leases.TransactAsync(lease, rows => StartAsync(rows, lease, number, outcome, cancellationToken), cancellationToken);
        changes.Publish(new(lease.Pipeline));
        return started is null ? null : new(started, Plan.FromJson(started.Promotion.PlanJson!), archive);
    }

    async Task<Deployment?> StartAsync(PortalDb db, HeldLease lease, int number, PlanOutcome outcome, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var deployment = await db.DeploymentAsync(lease.Pipeline, number, cancellationToken);
        if (deployment.State is not RunState.Queued)
        {
            return null;
        }

        if (await BarredAsync(db, deployment, cancellationToken) is { } barred)
        {
            await EndAsync(RunState.Cancelled, barred);
            return null;
        }

        switch (outcome)
        {
            case PlanOutcome.Impossible impossible:
                await EndAsync(RunState.Failed, string.Join('\n', impossible.Faults));
                return null;
            case PlanOutcome.Made { Plan: var plan } when Allows(deployment, plan) || !deployment.Promotion.NeedsApproval:
                if (!Allows(deployment, plan))
                {
                    // Nobody approves it, so a further start may do what has become different since the first.
                    deployment.Promotion.TakePlan(plan.ToJson(), plan.Digest, now);
                }

                deployment.Start(now);
                await db.AuditAsync(now, null, lease.Pipeline, "started", deployment.Subject(), $"deployment {number}, plan {deployment.Promotion.PlanDigest}", cancellationToken);
                return deployment;
            case PlanOutcome.Made { Plan: var plan }:
                deployment.Promotion.TakePlan(plan.ToJson(), plan.Digest, now);
                await EndAsync(RunState.Cancelled, "The plan changed after it was approved. Nothing was carried out; the new plan waits for approval.");
                return null;
            default:
                throw new NotSupportedException($"{outcome.GetType().Name} is not a way that planning ends.");
        }

        async Task EndAsync(RunState state, string reason)
        {
            deployment.Finish(state, reason, now);
            await db.AuditAsync(now, null, lease.Pipeline, state.ToString().ToLowerInvariant(), deployment.Subject(), reason, cancellationToken);
        }
    }

    /// <returns>Why the stage should no longer take it: a quarantine, or it has received something that this one was not meant to replace.</returns>
    static async Task<string?> BarredAsync(PortalDb db, Deployment deployment, CancellationToken cancellationToken)
    {
        if (deployment.Release.IsQuarantined)
        {
            return $"The release is quarantined: {deployment.Release.QuarantineReason}";
        }

        var live = await db.LiveAsync(deployment.Pipeline, deployment.Stage, cancellationToken);
        var overtaken = deployment.Promotion.Kind is PromotionKind.Automatic
            ? live?.Number > deployment.Release.Number
            : live?.Id != deployment.Promotion.ReplacesId && live?.Id != deployment.ReleaseId;
        return overtaken ? $"Overtaken: {deployment.Stage} has received another release since ({live?.Commit.Short}). Nothing was carried out." : null;
    }

    /// <summary>A first start carries out exactly what was approved; a further one what is left of it.</summary>
    static bool Allows(Deployment deployment, Plan plan) =>
        deployment.Promotion.PlanDigest == plan.Digest
        || (deployment.Promotion.PlanJson is { } approved && deployment.Steps.Any(step => step.State is RunState.Succeeded) && plan.IsRestOf(Plan.FromJson(approved)));
}
