using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Deleting;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Looking;

/// <summary>Looks whether a stage's resources are as described, and remembers the answer. Only reads in Azure.</summary>
public sealed class CheckResources(
    IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, Provisioner provisioner, StageBlueprints blueprints,
    RecordedBlueprints recorded, LooksSinceStart since, FormerUses uses,
    IOptions<ProvisioningOptions> options, ChangeFeed changes, TimeProvider clock)
{
    /// <returns>Why it could not be looked at; null when it was. A look that began later and is over already is the
    /// one that counts.</returns>
    /// <exception cref="KeyNotFoundException">There is no such pipeline or stage.</exception>
    public async Task<string?> RunAsync(string pipeline, string stage, CancellationToken cancellationToken)
    {
        var settings = pipelines.Get(pipeline).Get(stage);

        // What happens during a look may be in it or not, so it is worth no more than one that was over when it began.
        var began = clock.GetUtcNow();
        var (plan, without, former, fault) = await LookAsync(pipeline, settings, cancellationToken);
        since.Add(pipeline, stage);
        var stored = await database.TransactAsync(async db =>
        {
            var check = await db.ResourceChecks.SingleOrDefaultAsync(
                row => row.Pipeline == pipeline && row.Stage == stage, cancellationToken);
            if (check is null)
            {
                db.ResourceChecks.Add(check = new(pipeline, stage));
            }

            if (check.CheckedAt > began)
            {
                return check;
            }

            if (plan is null)
            {
                check.CouldNotLook(fault!, began);
            }
            else
            {
                await FoundAsync(db, check, plan, began, blueprints.Of(settings), cancellationToken);
            }

            var seen = without.Select(id => new FormerFound(id, IsThere: false, null)).Concat(former);
            await db.RecordSeenAsync(pipeline, stage, seen, clock.GetUtcNow(), cancellationToken);
            return check;
        }, cancellationToken);
        changes.Publish(new(pipeline));
        return stored.Fault;
    }

    async Task FoundAsync(
        PortalDb db, ResourceCheck check, ResourcePlan plan, DateTimeOffset began, StageBlueprint blueprint,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var lapsed in check.Found(plan, began))
        {
            var isRight = plan.Resources.FirstOrDefault(lapsed.IsOf) is null or { Action: ResourceAction.Unchanged };
            await db.AuditAsync(
                now, null, check.Pipeline, "no longer keeps drift", $"{check.Stage}: {lapsed.Subject}",
                $"{(isRight ? "It is as described." : "It differs in another way.")} {lapsed.ByName} kept it: {lapsed.Reason}",
                cancellationToken);
        }

        await db.RecordFoundAsync(check.Pipeline, check.Stage, blueprint, plan, now, cancellationToken);
    }

    /// <returns>Also ids of privileges that nobody has any more, and how those resources are that the settings no longer name.</returns>
    async Task<(ResourcePlan? Plan, IReadOnlyList<string> Without, IReadOnlyList<FormerFound> Former, string? Fault)> LookAsync(
        string pipeline, Stage stage, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.LookLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await using var db = await database.CreateDbContextAsync(either.Token);
            var blueprint = await recorded.OfAsync(pipeline, stage, either.Token);
            var plan = await db.ExplainAsync(
                await provisioner.PlanAsync(blueprint, either.Token), pipeline, stage.Name, blueprint, either.Token);
            var without = await db.WithoutAnyAsync(pipeline, stage.Name, blueprint, plan, either.Token);
            return (plan, without, await uses.LookAsync(new(pipeline, stage.Name), either.Token), null);
        }
        catch (Exception fault) when (fault is AzureException or DatabricksException or ProvisioningException)
        {
            return (null, [], [], fault.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (null, [], [], $"No answer within {options.Value.LookLimit:c} (hours:minutes:seconds).");
        }
    }
}
