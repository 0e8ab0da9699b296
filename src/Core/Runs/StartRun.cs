using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Runs;

/// <summary>Runs a stage's job once, because an administrator wants it.</summary>
public sealed class StartRun(
    IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, WorkspaceAccess workspaces, StageRunsLooks looks, ChangeFeed changes,
    TimeProvider clock)
{
    static readonly IReadOnlyDictionary<string, string> NoParameters = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">There is no such pipeline or stage.</exception>
    /// <exception cref="DatabricksException">The workspace did not answer, so a run may have begun; the audit keeps the wish.</exception>
    public async Task<Outcome> RunAsync(string pipeline, string stage, Person person, CancellationToken cancellationToken)
    {
        var found = pipelines.Get(pipeline);
        var into = found.Get(stage);
        if (!person.Is(Roles.Admin))
        {
            return Outcome.Refuse("Only people with the role Admin may start a run by hand.");
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var (job, missing) = await db.JobIdAsync(found, into, cancellationToken);
        if (job is null)
        {
            return Outcome.Refuse(missing!);
        }

        if (await db.Deployments.Where(row => row.Pipeline == pipeline && row.Stage == stage && row.State == RunState.Running)
            .Select(row => (int?)row.Number)
            .FirstOrDefaultAsync(cancellationToken) is { } running)
        {
            return Outcome.Refuse($"A deployment into {stage} exchanges what the job runs (number {running}); wait until it is over.");
        }

        // Told before it is done: a run that nobody told of would be worse than a wish that came to nothing.
        await TellAsync(pipeline, stage, person, "asked for a run", null, cancellationToken);
        try
        {
            var run = await workspaces.Open(into).Runs
                .RunNowAsync(job.Value, [], NoParameters, Guid.NewGuid().ToString("N"), cancellationToken);
            await TellAsync(pipeline, stage, person, "started a run", $"run {run}", cancellationToken);
        }
        catch (DatabricksException fault) when (!fault.MayPass)
        {
            await TellAsync(pipeline, stage, person, "was refused a run", fault.Detail, cancellationToken);
            return Outcome.Refuse($"{into.WorkspaceName} refused it: {fault.Detail}");
        }

        looks.Forget(found, into);
        changes.Publish(new(pipeline));
        return new Outcome.Done();
    }

    Task<bool> TellAsync(
        string pipeline, string stage, Person person, string action, string? detail,
        CancellationToken cancellationToken) => database.TransactAsync(async db =>
    {
        await db.AuditAsync(clock.GetUtcNow(), person, pipeline, action, $"job in {stage}", detail, cancellationToken);
        return true;
    }, cancellationToken);
}
