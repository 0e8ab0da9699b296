using ReleasePortal.Core.Clients.GitHub;

namespace ReleasePortal.Core.Deployments.Steps;

/// <summary>Stores the new token as secret of the stage's GitHub environment, where workflows find it.</summary>
public sealed class StoreToken(GitHubEnvironments github) : IDeploymentStep
{
    public string? NeedsSecretOf => nameof(MintToken);

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var token = context.Secret ?? throw new InvalidOperationException("No token was handed over.");
        var tokenId = context.Recall(nameof(MintToken), MintToken.TokenId)
            ?? throw new InvalidOperationException("The new token's id was not noted.");
        var repository = RepositoryName.Parse(context.Pipeline.Repository);
        var stage = context.Stage;
        if (await github.EnsureAsync(repository, stage.GitHubEnvironment, cancellationToken))
        {
            context.Log($"Created the GitHub environment {stage.GitHubEnvironment}");
        }

        await github.StoreSecretAsync(repository, stage.GitHubEnvironment, stage.TokenSecretName, token, cancellationToken);
        return new StepOutcome.Succeeded(
            $"{stage.TokenSecretName} in GitHub environment {stage.GitHubEnvironment}", new StepFact.TokenStored(tokenId));
    }
}
