using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Deleting;

namespace ReleasePortal.Core.Deployments;

/// <summary>One deployment from its first unfinished step to its end. Whatever goes wrong on the way becomes its state.</summary>
public sealed partial class DeploymentRun(
    StageLeases leases, DeploymentPlan plan, StartDeployment start, RunStep runStep, PipelineCatalog pipelines,
    IOptions<DeploymentOptions> options, ChangeFeed changes, TimeProvider clock, ILogger<DeploymentRun> logger)
{
    /// <exception cref="LeaseLostException">Somebody else carries it on.</exception>
    public async Task RunAsync(HeldLease lease, int number, CancellationToken cancellationToken)
    {
        try
        {
            await (await StartAsync(lease, number, cancellationToken) switch
            {
                StartOutcome.Ready ready => CarryOutAsync(lease, ready, cancellationToken),
                StartOutcome.Ended ended => TellAsync(lease, ended, cancellationToken),
                _ => Task.CompletedTask,
            });
        }
        catch (Exception fault) when (fault is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            // Such as settings that changed since it was queued. Left as it is, it would be taken up for ever and block the stage.
            LogErrored(fault, lease.Pipeline, number);
            await FinishAsync(lease, number, new(RunState.Errored, FaultText.Of(fault)), cancellationToken);
        }
    }

    async Task<StartOutcome> StartAsync(HeldLease lease, int number, CancellationToken cancellationToken)
    {
        try
        {
            return await start.RunAsync(lease, number, cancellationToken);
        }
        catch (Exception fault) when (fault is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            LogErrored(fault, lease.Pipeline, number);
            var end = new End(RunState.Errored, $"Planning: {FaultText.Of(fault)}");
            return new StartOutcome.Ended(await FinishAsync(lease, number, end, cancellationToken), end.State, end.Reason!);
        }
    }

    async Task CarryOutAsync(HeldLease lease, StartOutcome.Ready ready, CancellationToken cancellationToken)
    {
        var deployment = ready.Deployment;
        LogStarted(lease.Pipeline, deployment.Number, lease.Stage);
        await using var log = new DeploymentLog(leases, lease, deployment, changes, clock);
        var context = ContextOf(lease, deployment, ready.Plan, ready.Archive, log);
        var end = await RunStepsAsync(lease, deployment, context, log, cancellationToken);
        log.Write(
            0, end.State is RunState.Succeeded ? LineLevel.Info : LineLevel.Error, end.Reason ?? $"{deployment.Subject()}: {end.State}");

        // Whoever sees the end sees the whole log.
        await log.DisposeAsync();
        await FinishAsync(lease, deployment.Number, end, cancellationToken);
        LogEnded(lease.Pipeline, deployment.Number, end.State);
    }

    /// <summary>What ended before its first step is told of all the same. One that was cancelled is not: outside of
    /// the portal nobody heard of it.</summary>
    async Task TellAsync(HeldLease lease, StartOutcome.Ended ended, CancellationToken cancellationToken)
    {
        await using var log = new DeploymentLog(leases, lease, ended.Deployment, changes, clock);
        log.Write(0, LineLevel.Error, ended.Reason);
        LogEnded(lease.Pipeline, ended.Deployment.Number, ended.State);
        if (ended.State is RunState.Cancelled)
        {
            return;
        }

        var context = ContextOf(lease, ended.Deployment, null, ReadOnlyMemory<byte>.Empty, log);
        context.End(ended.State, ended.Reason);
        foreach (var step in plan.StepsOf(ended.Deployment.Promotion.Kind).Where(step => step.RunsAlways))
        {
            await RunStepAsync(lease, ended.Deployment, step, context, log, cancellationToken);
        }
    }

    async Task<End> RunStepsAsync(
        HeldLease lease, Deployment deployment, StepContext context, DeploymentLog log, CancellationToken cancellationToken)
    {
        var end = new End(RunState.Succeeded, null);
        var steps = plan.StepsOf(deployment.Promotion.Kind);
        for (var next = 0; next < steps.Count; next++)
        {
            var step = steps[next];
            var row = deployment.Step(step.Name);
            if (row.State is RunState.Succeeded)
            {
                continue;
            }

            if (end.State is RunState.Succeeded
                && !step.RunsAlways
                && await CancelledByAsync(lease, deployment, cancellationToken) is { } by)
            {
                end = new(RunState.Cancelled, $"Cancelled by {by}.");
                context.End(end.State, end.Reason!);
            }

            if (end.State is not RunState.Succeeded && !step.RunsAlways)
            {
                await ChangeAsync(lease, deployment, row, (run, now) => run.Finish(RunState.Skipped, null, now), cancellationToken);
                continue;
            }

            if (step.NeedsSecretOf is { } earlier && context.Secret is null)
            {
                next = steps.TakeWhile(item => item.Name != earlier).Count() - 1;
                log.Write(
                    row.Ordinal, LineLevel.Warning,
                    $"What {Words.Of(earlier)} handed over was lost when the portal stopped, so that step is repeated");
                await ChangeAsync(lease, deployment, deployment.Step(earlier), (run, _) => run.Reset(), cancellationToken);
                continue;
            }

            var (state, reason) = await RunStepAsync(lease, deployment, step, context, log, cancellationToken);
            if (state is not RunState.Succeeded && end.State is RunState.Succeeded && !step.MayFail)
            {
                end = state is RunState.Cancelled
                    ? new(state, $"Cancelled by {await CancelledByAsync(lease, deployment, cancellationToken)}.")
                    : new(state, $"{Words.Of(step.Name)}: {reason}");
                context.End(end.State, end.Reason!);
            }
        }

        return end;
    }

    async Task<End> RunStepAsync(
        HeldLease lease, Deployment deployment, IDeploymentStep step, StepContext context, DeploymentLog log,
        CancellationToken cancellationToken)
    {
        var row = deployment.Step(step.Name);
        await ChangeAsync(lease, deployment, row, (run, now) => run.Start(now), cancellationToken);
        log.Write(
            row.Ordinal, LineLevel.Info,
            row.Attempt == 1 ? $"{Words.Of(step.Name)}: started" : $"{Words.Of(step.Name)}: started, attempt {row.Attempt}");
        var (outcome, state) = await runStep.RunAsync(step, context, cancellationToken);
        var done = outcome as StepOutcome.Succeeded;
        var text = log.Mask(outcome.Text);
        log.Write(
            row.Ordinal,
            done is not null ? LineLevel.Info : step.MayFail || state is RunState.Cancelled ? LineLevel.Warning : LineLevel.Error, text);
        await ChangeAsync(lease, deployment, row, (run, now) => run.Finish(state, text, now), cancellationToken, async (db, now) =>
        {
            await db.RecordAsync(deployment, done?.Facts ?? [], now, cancellationToken);
            await db.RecordMadeAsync(deployment, row, now, cancellationToken);
            await db.RecordGivenAsync(deployment, row, state, now, cancellationToken);
            if (done is not null && step.MakesLive)
            {
                (await db.StageStateAsync(lease.Pipeline, lease.Stage, cancellationToken)).GoLive(deployment, now);
            }
        });
        return new(state, text);
    }

    StepContext ContextOf(HeldLease lease, Deployment deployment, Plans.Plan? approved, ReadOnlyMemory<byte> archive, DeploymentLog log)
    {
        var pipeline = pipelines.Get(deployment.Pipeline);
        var portal = options.Value.PortalUrl;
        StepRun? Current() => deployment.Steps.FirstOrDefault(step => step.State is RunState.Running);
        return new()
        {
            Pipeline = pipeline,
            Stage = pipeline.Get(deployment.Stage),
            DeploymentNumber = deployment.Number,
            Commit = deployment.Release.Commit.Value,
            Archive = archive,
            Approved = approved,
            Page = portal is null ? null : new(portal, $"{pipeline.Key}/deployments/{deployment.Number}"),
            ReadJournal = (step, key) => deployment.Step(step).Journal.GetValueOrDefault(key),
            WriteJournal = (key, value, fact, token) => ChangeAsync(
                lease, deployment, Current() ?? throw new InvalidOperationException("No step runs that could note anything."),
                (run, _) => run.Note(key, log.Mask(value)), token,
                (db, now) => db.RecordAsync(deployment, fact is null ? [] : [fact], now, token)),
            WriteLine = (level, text) => log.Write(Current()?.Ordinal ?? 0, level, text),
            IsCancelledAsync = async token => await CancelledByAsync(lease, deployment, token) is not null,
            HideSecret = log.Hide,
        };
    }

    /// <summary>Changes one step in the database and in memory alike.</summary>
    async Task ChangeAsync(
        HeldLease lease, Deployment deployment, StepRun step, Action<StepRun, DateTimeOffset> change, CancellationToken cancellationToken,
        Func<PortalDb, DateTimeOffset, Task>? also = null)
    {
        var now = clock.GetUtcNow();
        await leases.TransactAsync(lease, async db =>
        {
            var row = await db.StepRuns.FindAsync([deployment.Id, step.Ordinal], cancellationToken)
                ?? throw new InvalidOperationException($"Deployment {deployment.Number} has no step {step.Ordinal}.");
            change(row, now);
            await (also?.Invoke(db, now) ?? Task.CompletedTask);
            return true;
        }, cancellationToken);
        change(step, now);
        changes.Publish(new(deployment.Pipeline));
    }

    async Task<string?> CancelledByAsync(HeldLease lease, Deployment deployment, CancellationToken cancellationToken) =>
        (await leases.TransactAsync(
            lease, async db => await db.Deployments.FindAsync([deployment.Id], cancellationToken),
            cancellationToken))?.CancelRequestedByName;

    /// <summary>Nothing happens to one that is over.</summary>
    async Task<Deployment> FinishAsync(HeldLease lease, int number, End end, CancellationToken cancellationToken)
    {
        var finished = await leases.TransactAsync(lease, async db =>
        {
            var now = clock.GetUtcNow();
            var deployment = await db.DeploymentAsync(lease.Pipeline, number, cancellationToken);
            if (!deployment.IsOver)
            {
                deployment.Finish(end.State, end.Reason, now);
                var stage = await db.StageStateAsync(lease.Pipeline, lease.Stage, cancellationToken);
                if (end.State is RunState.Succeeded
                    && stage.DeploymentId != deployment.Id
                    && deployment.Promotion.Kind is not PromotionKind.Provision)
                {
                    stage.GoLive(deployment, now);
                }

                await db.AuditAsync(
                    now, null, lease.Pipeline, end.State.ToString().ToLowerInvariant(), deployment.Subject(), end.Reason,
                    cancellationToken);
            }

            return deployment;
        }, cancellationToken);
        changes.Publish(new(lease.Pipeline));
        return finished;
    }

    sealed record End(RunState State, string? Reason);

    [LoggerMessage(LogLevel.Information, "Started deployment {Pipeline}/{Number} into {Stage}")]
    partial void LogStarted(string pipeline, int number, string stage);

    [LoggerMessage(LogLevel.Information, "Deployment {Pipeline}/{Number} ended: {State}")]
    partial void LogEnded(string pipeline, int number, RunState state);

    [LoggerMessage(LogLevel.Warning, "Deployment {Pipeline}/{Number} errored outside of its steps")]
    partial void LogErrored(Exception fault, string pipeline, int number);
}
