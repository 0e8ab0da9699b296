using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Runs;

/// <summary>Runs a stage's job once, because an administrator wants it.</summary>
public sealed class StartRun(IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, WorkspaceAccess workspaces, ChangeFeed changes, TimeProvider clock)
{
    /// <exception cref="KeyNotFoundException">There is no such pipeline or stage.</exception>
    /// <exception cref="DatabricksException">The workspace refused or did not answer; the audit keeps the attempt.</exception>
    public async Task<Outcome> RunAsync(string pipeline, string stage, Person person, CancellationToken cancellationToken)
    {
        var found = pipelines.Get(pipeline);
        var into = found.Get(stage);
        if (!person.Is(Roles.Admin))
        {
            return Outcome.Refuse("Only people with the role Admin may start a run by hand.");
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.JobIdAsync(found, into, cancellationToken) is not { } job)
        {
            return Outcome.Refuse($"No deployment has brought a job into {stage} yet.");
        }

        // Told before it is done: a run that nobody told of would be worse than one that was told of and did not start.
        await database.TransactAsync(async rows =>
        {
            await rows.AuditAsync(clock.GetUtcNow(), person, pipeline, "started a run", $"job in {stage}", $"job {job}", cancellationToken);
            return true;
        }, cancellationToken);
        await workspaces.Open(into).Runs.RunNowAsync(job, [], Guid.NewGuid().ToString("N"), cancellationToken);
        changes.Publish(new(pipeline));
        return new Outcome.Done();
    }
}
