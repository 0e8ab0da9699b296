using System.Globalization;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Deployments.Steps;

/// <summary>Mints the stage's new Databricks token and proves that it signs in. A token minted by an attempt that was cut off is retired by
/// <see cref="RetireTokens"/>: its comment tells whose it was.</summary>
public sealed class MintToken(WorkspaceAccess workspaces) : IDeploymentStep
{
    /// <summary>Key in the journal under which later steps find the id of the new token.</summary>
    public const string TokenId = "token id";

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await workspaces.RequireOwnAsync(context.Stage, cancellationToken);
        var lifetime = context.Stage.TokenLifetime;
        var minted = await workspaces.Open(context.Stage).Tokens.CreateAsync(lifetime, TokenComment.Of(context), cancellationToken);
        context.HandOver(minted.Value);
        var expires = minted.Token.ExpiresAt
            ?? throw new InvalidOperationException(
                $"{context.Stage.WorkspaceName} gave a token without an end, though {lifetime.TotalDays:0.##} days were asked for.");
        await context.NoteAsync(TokenId, minted.Token.TokenId, new StepFact.TokenMinted(minted.Token.TokenId, expires), cancellationToken);
        context.Log($"Minted a token for {context.Stage.WorkspaceName}");

        var me = await workspaces.OpenWith(minted.Value, context.Stage).MeAsync(cancellationToken);
        context.Log($"Proved it: signed in as {me.DisplayName ?? me.UserName}");
        return new StepOutcome.Succeeded(
            $"{lifetime.TotalDays:0.##} days, until {expires.ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture)} UTC",
            new StepFact.TokenProven(minted.Token.TokenId));
    }
}
