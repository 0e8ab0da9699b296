using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Tokens;

/// <summary>What expires when, and is it stored and proven. Values are not kept, so there is none to show.</summary>
public sealed class ReadTokens(IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, TimeProvider clock)
{
    const int EarlierShown = 50;

    /// <exception cref="KeyNotFoundException">There is no such pipeline.</exception>
    public async Task<TokensView> RunAsync(string pipeline, CancellationToken cancellationToken)
    {
        var found = pipelines.Get(pipeline);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var tokens = await db.AccessTokens.AsNoTracking().Where(token => token.Pipeline == pipeline)
            .OrderByDescending(token => token.MintedAt).ToListAsync(cancellationToken);
        var minters = await db.AccessTokens.Where(token => token.Pipeline == pipeline)
            .Join(db.Deployments, token => token.DeploymentId, row => row.Id, (_, row) => new { row.Id, row.Number, row.Release.Commit })
            .Distinct()
            .ToDictionaryAsync(row => row.Id, row => (row.Number, row.Commit.Short), cancellationToken);
        var now = clock.GetUtcNow();
        List<TokenView> all = [.. tokens.Select(token => Token(token, minters.GetValueOrDefault(token.DeploymentId)))];
        return new()
        {
            Pipeline = found,
            ReadAt = now,
            Live = [.. found.Stages.Select(
                stage => new StageTokensView(stage, [.. all.Where(token => token.IsLive && token.Stage == stage.Name)]))],
            Earlier = [.. all.Where(token => !token.IsLive).Take(EarlierShown)],
        };
    }

    static TokenView Token(AccessToken token, (int Number, string Commit) minter) => new()
    {
        Stage = token.Stage,
        MintedAt = token.MintedAt,
        ExpiresAt = token.ExpiresAt,
        StoredAt = token.StoredAt,
        ProvenAt = token.ProvenAt,
        RetiredAt = token.RetiredAt,
        RetiredBecause = token.RetiredBecause,
        Deployment = minter.Number == 0 ? null : minter.Number,
        Release = minter.Commit,
    };
}

public sealed record TokensView
{
    public required Pipeline Pipeline { get; init; }

    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>One per stage, in the pipeline's order.</summary>
    public required IReadOnlyList<StageTokensView> Live { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<TokenView> Earlier { get; init; }
}

/// <param name="Tokens">Newest first; more than one after a deployment that ended before it retired the ones before.</param>
public sealed record StageTokensView(Stage Stage, IReadOnlyList<TokenView> Tokens);

public sealed record TokenView
{
    public required string Stage { get; init; }

    public required DateTimeOffset MintedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset? StoredAt { get; init; }

    public required DateTimeOffset? ProvenAt { get; init; }

    public required DateTimeOffset? RetiredAt { get; init; }

    public required string? RetiredBecause { get; init; }

    /// <summary>Number of the deployment that minted it.</summary>
    public required int? Deployment { get; init; }

    /// <summary>Short commit id of the release it was minted for.</summary>
    public required string? Release { get; init; }

    /// <summary>Stored and not replaced; it may nevertheless have run out.</summary>
    public bool IsLive => RetiredAt is null && StoredAt is not null;
}
