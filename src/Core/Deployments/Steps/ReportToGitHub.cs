using ReleasePortal.Core.Clients.GitHub;

namespace ReleasePortal.Core.Deployments.Steps;

/// <summary>Tells GitHub how it ended, with a link back; also when it did not succeed.</summary>
public sealed class ReportToGitHub(GitHubDeployments github) : IDeploymentStep
{
    public bool RunsAlways => true;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var repository = RepositoryName.Parse(context.Pipeline.Repository);
        var stage = context.Stage;
        var isLast = context.Pipeline.After(stage) is null;
        var deployment = new NewGitHubDeployment(
            context.Commit, stage.GitHubEnvironment, $"{context.Pipeline.Key}/{context.DeploymentNumber}", $"Deployed to {stage.Name} by Release Portal", isLast);
        var id = await github.EnsureAsync(repository, deployment, cancellationToken);
        var state = context.Fault is null ? GitHubDeploymentState.Success : GitHubDeploymentState.Failure;
        await github.ReportAsync(repository, id, new(state, context.Fault ?? $"Deployed to {stage.Name}", context.Page, stage.WorkspaceUrl), cancellationToken);
        return new StepOutcome.Succeeded(context.Fault is null ? $"Reported success to environment {stage.GitHubEnvironment}" : "Reported as failure");
    }
}
