using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Deployments;

/// <summary>One deployment from its first unfinished step to its end. The only place where a fault becomes a state.</summary>
public sealed partial class DeploymentRun(
    StageLeases leases, DeploymentPlan plan, StartDeployment start, PipelineCatalog pipelines, IOptions<DeploymentOptions> options, ChangeFeed changes, TimeProvider clock, ILogger<DeploymentRun> logger)
{
    /// <exception cref="LeaseLostException">Somebody else carries it on.</exception>
    public async Task RunAsync(HeldLease lease, int number, CancellationToken cancellationToken)
    {
        if (await StartAsync(lease, number, cancellationToken) is not { } ready)
        {
            return;
        }

        LogStarted(lease.Pipeline, number, lease.Stage);
        await using var log = new DeploymentLog(leases, lease, ready.Deployment, changes, clock);
        var context = ContextOf(lease, ready, log);
        var end = await RunStepsAsync(lease, ready.Deployment, context, log, cancellationToken);
        log.Write(0, end.State is RunState.Succeeded ? LineLevel.Info : LineLevel.Error, end.Reason ?? $"{ready.Deployment.Subject()}: {end.State}");
        await FinishAsync(lease, number, end, cancellationToken);
        LogEnded(lease.Pipeline, number, end.State);
    }

    async Task<ReadyDeployment?> StartAsync(HeldLease lease, int number, CancellationToken cancellationToken)
    {
        try
        {
            return await start.RunAsync(lease, number, cancellationToken);
        }
        catch (Exception fault) when (fault is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            LogErrored(fault, "planning", lease.Pipeline, number);
            await FinishAsync(lease, number, new(RunState.Errored, $"Planning: {Describe(fault)}"), cancellationToken);
            return null;
        }
    }

    async Task<End> RunStepsAsync(HeldLease lease, Deployment deployment, StepContext context, DeploymentLog log, CancellationToken cancellationToken)
    {
        var end = new End(RunState.Succeeded, null);
        for (var next = 0; next < plan.Steps.Count; next++)
        {
            var step = plan.Steps[next];
            var row = deployment.Steps[next];
            if (row.State is RunState.Succeeded)
            {
                continue;
            }

            if (end.State is RunState.Succeeded && await CancelledByAsync(lease, deployment, cancellationToken) is { } by)
            {
                end = new(RunState.Cancelled, $"Cancelled by {by}.");
                context.Fault = end.Reason;
            }

            if (end.State is not RunState.Succeeded && !step.RunsAlways)
            {
                await ChangeAsync(lease, deployment, row.Ordinal, (run, now) => run.Finish(RunState.Skipped, null, now), cancellationToken);
                continue;
            }

            if (step.NeedsSecretOf is { } earlier && context.Secret is null)
            {
                next = plan.Steps.TakeWhile(item => item.Name != earlier).Count() - 1;
                log.Write(row.Ordinal, LineLevel.Warning, $"What {Words.Of(earlier)} handed over was lost when the portal stopped, so that step is repeated");
                await ChangeAsync(lease, deployment, next + 2, (run, _) => run.Reset(), cancellationToken);
                continue;
            }

            var (state, reason) = await RunStepAsync(lease, deployment, step, row.Ordinal, context, log, cancellationToken);
            if (state is not RunState.Succeeded && end.State is RunState.Succeeded)
            {
                end = new(state, $"{Words.Of(step.Name)}: {reason}");
                context.Fault = end.Reason;
            }
        }

        return end;
    }

    async Task<End> RunStepAsync(
        HeldLease lease, Deployment deployment, IDeploymentStep step, int ordinal, StepContext context, DeploymentLog log, CancellationToken cancellationToken)
    {
        await ChangeAsync(lease, deployment, ordinal, (run, now) => run.Start(now), cancellationToken);
        log.Write(ordinal, LineLevel.Info, deployment.Steps[ordinal - 1].Attempt == 1 ? $"{Words.Of(step.Name)}: started" : $"{Words.Of(step.Name)}: started, attempt {deployment.Steps[ordinal - 1].Attempt}");
        var (outcome, state) = await OutcomeOfAsync(step, context, cancellationToken);
        var facts = outcome is StepOutcome.Succeeded succeeded ? succeeded.Facts : [];
        var text = log.Mask(outcome is StepOutcome.Succeeded done ? done.Summary : ((StepOutcome.Failed)outcome).Reason);
        log.Write(ordinal, state is RunState.Succeeded ? LineLevel.Info : LineLevel.Error, text);
        await ChangeAsync(lease, deployment, ordinal, (run, now) => run.Finish(state, text, now), cancellationToken, facts);
        return new(state, text);
    }

    async Task<(StepOutcome Outcome, RunState State)> OutcomeOfAsync(IDeploymentStep step, StepContext context, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.StepLimit);
        try
        {
            var outcome = await step.RunAsync(context, limit.Token);
            return (outcome, outcome is StepOutcome.Succeeded ? RunState.Succeeded : RunState.Failed);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (new StepOutcome.Failed($"No end after {options.Value.StepLimit.TotalMinutes:0} minutes."), RunState.Errored);
        }
        catch (Exception fault) when (fault is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            LogErrored(fault, step.Name, context.Pipeline.Key, context.DeploymentNumber);
            return (new StepOutcome.Failed(Describe(fault)), RunState.Errored);
        }
    }

    StepContext ContextOf(HeldLease lease, ReadyDeployment ready, DeploymentLog log)
    {
        var deployment = ready.Deployment;
        var pipeline = pipelines.Get(deployment.Pipeline);
        var portal = options.Value.PortalUrl;
        int Current() => deployment.Steps.FirstOrDefault(step => step.State is RunState.Running)?.Ordinal ?? 0;
        return new()
        {
            Pipeline = pipeline,
            Stage = pipeline.Get(deployment.Stage),
            DeploymentNumber = deployment.Number,
            Commit = deployment.Release.Commit.Value,
            Archive = ready.Archive,
            Plan = ready.Plan,
            Page = portal is null ? null : new(portal, $"{pipeline.Key}/deployments/{deployment.Number}"),
            ReadJournal = (step, key) => deployment.Steps.First(row => row.Name == step).Journal.GetValueOrDefault(key),
            WriteJournal = (key, value, token) => ChangeAsync(lease, deployment, Current(), (run, _) => run.Note(key, log.Mask(value)), token),
            WriteLine = (level, text) => log.Write(Current(), level, text),
            HideSecret = log.Hide,
        };
    }

    /// <summary>Changes one step in the database and in memory alike.</summary>
    async Task ChangeAsync(
        HeldLease lease, Deployment deployment, int ordinal, Action<StepRun, DateTimeOffset> change, CancellationToken cancellationToken, IReadOnlyList<StepFact>? facts = null)
    {
        var now = clock.GetUtcNow();
        await leases.TransactAsync(lease, async db =>
        {
            var row = await db.StepRuns.FindAsync([deployment.Id, ordinal], cancellationToken)
                ?? throw new InvalidOperationException($"Deployment {deployment.Number} has no step {ordinal}.");
            change(row, now);
            await db.RecordAsync(deployment, facts ?? [], now, cancellationToken);
            return true;
        }, cancellationToken);
        change(deployment.Steps[ordinal - 1], now);
        changes.Publish(new(deployment.Pipeline));
    }

    async Task<string?> CancelledByAsync(HeldLease lease, Deployment deployment, CancellationToken cancellationToken) =>
        (await leases.TransactAsync(lease, async db => await db.Deployments.FindAsync([deployment.Id], cancellationToken), cancellationToken))?.CancelRequestedByName;

    async Task FinishAsync(HeldLease lease, int number, End end, CancellationToken cancellationToken)
    {
        await leases.TransactAsync(lease, async db =>
        {
            var now = clock.GetUtcNow();
            var deployment = await db.DeploymentAsync(lease.Pipeline, number, cancellationToken);
            deployment.Finish(end.State, end.Reason, now);
            if (end.State is RunState.Succeeded)
            {
                (await db.StageStateAsync(lease.Pipeline, lease.Stage, cancellationToken)).GoLive(deployment, now);
            }

            await db.AuditAsync(now, null, lease.Pipeline, end.State.ToString().ToLowerInvariant(), deployment.Subject(), end.Reason, cancellationToken);
            return true;
        }, cancellationToken);
        changes.Publish(new(lease.Pipeline));
    }

    /// <summary>The messages from the outside in, without those that only repeat.</summary>
    static string Describe(Exception fault)
    {
        var text = new StringBuilder(fault.Message);
        for (var inner = fault.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (!text.ToString().Contains(inner.Message, StringComparison.Ordinal))
            {
                text.Append(' ').Append(inner.Message);
            }
        }

        return text.ToString();
    }

    sealed record End(RunState State, string? Reason);

    [LoggerMessage(LogLevel.Information, "Started deployment {Pipeline}/{Number} into {Stage}")]
    partial void LogStarted(string pipeline, int number, string stage);

    [LoggerMessage(LogLevel.Information, "Deployment {Pipeline}/{Number} ended: {State}")]
    partial void LogEnded(string pipeline, int number, RunState state);

    [LoggerMessage(LogLevel.Warning, "{Step} of deployment {Pipeline}/{Number} errored")]
    partial void LogErrored(Exception fault, string step, string pipeline, int number);
}
