using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Core.Provisioning.Applying;

/// <summary>Which deployments were at a stage's resources, for whom, and what came of it. Pages by number, so that a
/// page costs the same however far back it is.</summary>
public sealed class ReadApplied(IDbContextFactory<PortalDb> database)
{
    const string Step = nameof(ProvisionResources);

    /// <param name="before">Only deployments with a lower number; null for the newest.</param>
    /// <returns>Newest first.</returns>
    public async Task<IReadOnlyList<AppliedView>> RunAsync(
        string pipeline, string stage, int? before, int size, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await db.Applied(pipeline, stage)
            .Where(row => (before == null || row.Number < before) && row.Steps.Any(step => step.Name == Step && step.StartedAt != null))
            .Take(size)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(AppliedView.Of)];
    }
}

static class AppliedQueries
{
    const string Step = nameof(ProvisionResources);

    /// <summary>Newest first.</summary>
    public static IQueryable<Deployment> Applied(this PortalDb db, string pipeline, string stage) => db.Deployments.AsNoTracking()
        .Include(row => row.Release)
        .Include(row => row.Promotion)
        .ThenInclude(row => row.Approvals)
        .Include(row => row.Steps.Where(step => step.Name == Step))
        .Where(row => row.Pipeline == pipeline && row.Stage == stage).OrderByDescending(row => row.Number);

    /// <summary>The newest that came to its end.</summary>
    public static async Task<AppliedView?> LastAppliedAsync(
        this PortalDb db, string pipeline, string stage, CancellationToken cancellationToken) =>
        await db.Applied(pipeline, stage)
            .FirstOrDefaultAsync(
                row => row.Steps.Any(step => step.Name == Step && step.State == RunState.Succeeded), cancellationToken) is { } run
            ? AppliedView.Of(run)
            : null;
}

/// <param name="Name">"7be03d9 to prod"; see <see cref="PromotionName"/>.</param>
/// <param name="RequesterName">Null when nobody asked.</param>
/// <param name="Outcome">What came of it, in a phrase.</param>
public sealed record AppliedView(
    int Deployment, string Name, RunState State, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? RequesterName,
    IReadOnlyList<string> ApprovedBy, string? Outcome)
{
    internal static AppliedView Of(Deployment run)
    {
        var step = run.Step(nameof(ProvisionResources));
        return new(
            run.Number, PromotionName.Of(run.Promotion.Kind, run.Release.Commit.Short, run.Stage), step.State, step.StartedAt,
            step.FinishedAt,
            run.Promotion.RequesterName, [.. run.Promotion.Counting.OrderBy(item => item.At).Select(item => item.PersonName)],
            step.Outcome);
    }
}
