using ReleasePortal.Core.Clients.GitHub;

namespace ReleasePortal.Core.Deployments.Steps;

/// <summary>Tells GitHub how it ended, with a link back; also when it did not succeed. What GitHub does not hear of
/// has happened all the same.</summary>
public sealed class ReportToGitHub(GitHubDeployments github, TimeProvider clock) : IDeploymentStep
{
    const int Attempts = 3;

    /// <summary>Once more for each attempt; the deployment is over for all but GitHub, so nobody should wait for long.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public bool RunsAlways => true;

    public bool MayFail => true;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ReportAsync(context, cancellationToken);
            }
            catch (GitHubException fault) when (fault.IsTransient && attempt < Attempts)
            {
                context.Warn($"{fault.Message} Trying again.");
                await Task.Delay(Pause * attempt, clock, cancellationToken);
            }
        }
    }

    async Task<StepOutcome> ReportAsync(StepContext context, CancellationToken cancellationToken)
    {
        var repository = RepositoryName.Parse(context.Pipeline.Repository);
        var stage = context.Stage;
        var isLast = context.Pipeline.After(stage) is null;
        var deployment = new NewGitHubDeployment(
            context.Commit, stage.GitHubEnvironment, $"{context.Pipeline.Key}/{context.DeploymentNumber}",
            $"Deployed to {stage.Name} by Release Portal", isLast);
        var id = await github.EnsureAsync(repository, deployment, cancellationToken);
        var state = context.EndsAs switch
        {
            RunState.Succeeded => GitHubDeploymentState.Success,
            RunState.Failed => GitHubDeploymentState.Failure,
            RunState.Cancelled => GitHubDeploymentState.Inactive,
            _ => GitHubDeploymentState.Error,
        };
        await github.ReportAsync(
            repository, id, new(state, context.Fault ?? $"Deployed to {stage.Name}", context.Page, stage.WorkspaceUrl), cancellationToken);
        return new StepOutcome.Succeeded($"Reported {state.ToString().ToLowerInvariant()} to environment {stage.GitHubEnvironment}");
    }
}
