using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Deployments.Steps;

namespace ReleasePortal.Core.Deployments;

/// <summary>Runs one step within its time; a fault becomes a state here.</summary>
public sealed partial class RunStep(IOptions<DeploymentOptions> options, TimeProvider clock, ILogger<RunStep> logger)
{
    public async Task<(StepOutcome Outcome, RunState State)> RunAsync(
        IDeploymentStep step, StepContext context, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.StepLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var outcome = await step.RunAsync(context, either.Token);
            return (outcome, outcome switch
            {
                StepOutcome.Succeeded => RunState.Succeeded,
                StepOutcome.Cancelled => RunState.Cancelled,
                _ => RunState.Failed,
            });
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await AbandonAsync(step, context, cancellationToken);
            return (new StepOutcome.Failed($"No end after {options.Value.StepLimit.TotalMinutes:0} minutes."), RunState.Errored);
        }
        catch (Exception fault) when (fault is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            LogErrored(fault, step.Name, context.Pipeline.Key, context.DeploymentNumber);
            return (new StepOutcome.Failed(FaultText.Of(fault)), RunState.Errored);
        }
    }

    /// <summary>What cannot be ended now goes on; the log says so, and the deployment errors all the same.</summary>
    async Task AbandonAsync(IDeploymentStep step, StepContext context, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.StepLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await step.AbandonAsync(context, either.Token);
        }
        catch (Exception fault) when (fault is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            LogErrored(fault, step.Name, context.Pipeline.Key, context.DeploymentNumber);
            context.Warn($"What it began may go on: {FaultText.Of(fault)}");
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Step} of deployment {Pipeline}/{Number} errored")]
    partial void LogErrored(Exception fault, string step, string pipeline, int number);
}
