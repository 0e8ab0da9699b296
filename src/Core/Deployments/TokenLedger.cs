using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Tokens;

namespace ReleasePortal.Core.Deployments;

/// <summary>Writes down what steps did with tokens, in the transaction that ends the step.</summary>
static class TokenLedger
{
    public static async Task RecordAsync(
        this PortalDb db, Deployment deployment, IReadOnlyList<StepFact> facts, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var fact in facts)
        {
            switch (fact)
            {
                case StepFact.TokenMinted minted:
                    if (await FindAsync(minted.TokenId) is null)
                    {
                        db.AccessTokens.Add(
                            new(minted.TokenId, deployment.Pipeline, deployment.Stage, deployment.Id, at, minted.ExpiresAt));
                    }

                    break;
                case StepFact.TokenProven proven:
                    (await FindAsync(proven.TokenId))?.Proven(at);
                    break;
                case StepFact.TokenStored stored:
                    (await FindAsync(stored.TokenId))?.Stored(at);
                    break;
                case StepFact.OthersRevoked others:
                    await db.AccessTokens
                        .Where(
                            token => token.Pipeline == deployment.Pipeline
                                && token.Stage == deployment.Stage
                                && token.TokenId != others.CurrentTokenId
                                && token.RetiredAt == null)
                        .ForEachAsync(token => token.Retire(at, others.Because), cancellationToken);
                    break;
                default:
                    throw new NotSupportedException($"{fact.GetType().Name} is not a fact the ledger knows.");
            }
        }

        ValueTask<AccessToken?> FindAsync(string tokenId) =>
            db.AccessTokens.FindAsync([deployment.Pipeline, deployment.Stage, tokenId], cancellationToken);
    }

    public static async Task<StageState> StageStateAsync(
        this PortalDb db, string pipeline, string stage, CancellationToken cancellationToken)
    {
        var state = await db.StageStates.SingleOrDefaultAsync(row => row.Pipeline == pipeline && row.Stage == stage, cancellationToken);
        return state ?? db.StageStates.Add(new(pipeline, stage)).Entity;
    }
}
