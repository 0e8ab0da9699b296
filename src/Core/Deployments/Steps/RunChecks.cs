using System.Globalization;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Runs;

namespace ReleasePortal.Core.Deployments.Steps;

/// <summary>
/// Runs the deployed job once, or its checks only, and follows it to its end: a release that breaks the data fails here. The journal
/// holds the run, so a deployment that is resumed follows the same one.
/// </summary>
public sealed class RunChecks(WorkspaceAccess workspaces, TimeProvider clock) : IDeploymentStep
{
    /// <summary>Key in the journal: id of the run.</summary>
    public const string Run = "run";

    /// <summary>Key in the journal: where people see the run.</summary>
    public const string Page = "page";

    /// <summary>Key in the journal: ids of the runs that were over without a verdict on the release, with blanks between.</summary>
    const string Spent = "spent";

    /// <summary>Key in the journal: by what Databricks knows a run whose number was lost with the portal. Of no other
    /// portal, nor of one with an older database.</summary>
    const string Wish = "wish";

    static readonly IReadOnlyDictionary<string, string> Unchanged = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool MakesLive => true;

    /// <summary>Somebody may have deleted the job since.</summary>
    public IReadOnlyList<string> RepeatsWhenRunAgain => [nameof(DeployBundle)];

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Stage.Checks is StageChecks.None)
        {
            return new StepOutcome.Succeeded($"Switched off for {context.Stage.Name}");
        }

        var noted = context.Recall(nameof(DeployBundle), DeployBundle.Jobs)
            ?? throw new InvalidOperationException("The deployed jobs were not noted.");
        var (job, missing) = DeployedJob.Find(context.Pipeline, context.Stage, noted);
        if (job is null)
        {
            return new StepOutcome.Failed(missing!);
        }

        var runs = workspaces.Open(context.Stage).Runs;
        if (context.Recall(nameof(RunChecks), Run) is { Length: > 0 } known)
        {
            context.Log($"Goes on with run {known}");
        }
        else if (await StartAsync(context, runs, job.Value, cancellationToken) is { } refused)
        {
            return refused;
        }

        var run = await FollowAsync(context, runs, cancellationToken);
        var report = new RunReport(runs, context.Warn);
        return run switch
        {
            { State.Succeeded: true } =>
                new StepOutcome.Succeeded(await report.OfSuccessAsync(run, context.Pipeline.CheckTasks[^1], cancellationToken)),
            { Failed: true } => new StepOutcome.Failed(await report.OfFailureAsync(run, cancellationToken)),
            _ => await WithoutVerdictAsync(context, run, cancellationToken),
        };
    }

    public async Task AbandonAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Recall(nameof(RunChecks), Run) is { Length: > 0 } run)
        {
            await workspaces.Open(context.Stage).Runs.CancelAsync(IdOf(run), cancellationToken);
            context.Log("Asked Databricks to cancel the run");
            await SpendAsync(context, cancellationToken);
        }
    }

    /// <summary>Ids of all runs that a deployment's step began.</summary>
    internal static IEnumerable<long> RunsIn(IReadOnlyDictionary<string, string> journal) =>
        Ids($"{journal.GetValueOrDefault(Spent)} {journal.GetValueOrDefault(Run)}").Select(IdOf);

    static IEnumerable<string> Ids(string? noted) =>
        (noted ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal);

    static long IdOf(string run) => long.Parse(run, CultureInfo.InvariantCulture);

    /// <returns>Null when it started.</returns>
    static async Task<StepOutcome?> StartAsync(StepContext context, DatabricksRuns runs, long job, CancellationToken cancellationToken)
    {
        var (tasks, parameters) = context.Stage.Checks is StageChecks.ChecksOnly
            ? (context.Pipeline.CheckTasks, context.Pipeline.CheckParameters)
            : ([], Unchanged);
        if (context.Recall(nameof(RunChecks), Wish) is not { Length: > 0 } wish)
        {
            wish = Guid.NewGuid().ToString("N");
            await context.NoteAsync(Page, "", cancellationToken);
            await context.NoteAsync(Wish, wish, cancellationToken);
        }

        try
        {
            var id = await runs.RunNowAsync(job, tasks, parameters, wish, cancellationToken);
            await context.NoteAsync(Run, id.ToString(CultureInfo.InvariantCulture), cancellationToken);
            context.Log($"Started {(tasks.Count == 0 ? "the whole job" : string.Join(" and ", tasks))}: run {id}");
            return null;
        }
        catch (DatabricksException fault) when (fault.SaysMissing)
        {
            throw new InvalidOperationException(
                $"The job is gone from {context.Stage.WorkspaceName}; running the deployment again brings it back.", fault);
        }
        catch (DatabricksException fault) when (fault.SaysInvalid)
        {
            return new StepOutcome.Failed(fault.Message);
        }
    }

    /// <returns>The run at its end; null when somebody deleted it.</returns>
    async Task<DatabricksRun?> FollowAsync(StepContext context, DatabricksRuns runs, CancellationToken cancellationToken)
    {
        var id = IdOf(context.Recall(nameof(RunChecks), Run)!);
        try
        {
            if (context.Recall(nameof(RunChecks), Page) is not { Length: > 0 })
            {
                var page = (await runs.GetAsync(id, cancellationToken)).Page;
                await context.NoteAsync(Page, page?.AbsoluteUri ?? "", cancellationToken);
                context.Log($"To be seen at {page}");
            }

            return await new RunFollower(runs, clock, context.Log).FollowAsync(id, context.IsCancelledAsync, cancellationToken);
        }
        catch (DatabricksException fault) when (fault.SaysMissing)
        {
            context.Warn(fault.Message);
            return null;
        }
    }

    /// <summary>Cancelled, never begun, deleted, or lost by Databricks: that says nothing about the release, so
    /// another run may be started.</summary>
    static async Task<StepOutcome> WithoutVerdictAsync(StepContext context, DatabricksRun? run, CancellationToken cancellationToken)
    {
        await SpendAsync(context, cancellationToken);
        if (run is null or { State.Result: "CANCELED" } && await context.IsCancelledAsync(cancellationToken))
        {
            return new StepOutcome.Cancelled("The run was cancelled");
        }

        throw new InvalidOperationException(run is null
            ? $"The run is gone from {context.Stage.WorkspaceName}: somebody deleted it."
            : $"The run ended without a result: {run.State.Result ?? run.State.LifeCycle}. {run.State.Message}");
    }

    /// <summary>The next try asks for another run.</summary>
    static async Task SpendAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.NoteAsync(
            Spent, string.Join(' ', Ids($"{context.Recall(nameof(RunChecks), Spent)} {context.Recall(nameof(RunChecks), Run)}")),
            cancellationToken);
        await context.NoteAsync(Wish, "", cancellationToken);
        await context.NoteAsync(Run, "", cancellationToken);
    }
}
