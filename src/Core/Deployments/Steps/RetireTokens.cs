using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Deployments.Steps;

/// <summary>Revokes every token that this pipeline had minted for the stage before, now that the new one is stored and proven. Revokes
/// nothing when the new one is gone. Tokens of others are left alone.</summary>
public sealed class RetireTokens(WorkspaceAccess workspaces) : IDeploymentStep
{
    public IReadOnlyList<string> RepeatsWhenRunAgain => [nameof(MintToken), nameof(StoreToken)];

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var current = context.Recall(nameof(MintToken), MintToken.TokenId)
            ?? throw new InvalidOperationException("The new token's id was not noted.");
        var tokens = workspaces.Open(context.Stage).Tokens;
        var prefix = TokenComment.Prefix(context) + " ";
        var all = await tokens.ListAsync(cancellationToken);
        if (!all.Any(token => token.TokenId == current))
        {
            throw new InvalidOperationException(
                $"The token that this deployment minted is gone from {context.Stage.WorkspaceName}. No other was revoked; running it again mints a new one.");
        }

        var revoked = 0;
        foreach (var token in all)
        {
            if (token.TokenId != current && token.Comment.StartsWith(prefix, StringComparison.Ordinal))
            {
                await tokens.DeleteAsync(token.TokenId, cancellationToken);
                context.Log($"Revoked the token of {token.Comment[prefix.Length..]}");
                revoked++;
            }
        }

        return new StepOutcome.Succeeded(
            revoked switch { 0 => "No older token", 1 => "1 older token revoked", _ => $"{revoked} older tokens revoked" },
            new StepFact.OthersRevoked(current, $"Replaced when {context.Commit[..7]} was deployed"));
    }
}
