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

    static readonly IReadOnlyDictionary<string, string> Unchanged = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool MakesLive => true;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Stage.Checks is StageChecks.None)
        {
            return new StepOutcome.Succeeded($"Switched off for {context.Stage.Name}");
        }

        var noted = context.Recall(nameof(DeployBundle), DeployBundle.Jobs) ?? throw new InvalidOperationException("The deployed jobs were not noted.");
        if (DeployedJob.Find(context.Pipeline, noted) is not { } job)
        {
            return context.Pipeline.Job is { } key ? new StepOutcome.Failed($"The bundle has no job '{key}'.") : new StepOutcome.Succeeded("The bundle has no single job to run");
        }

        var runs = workspaces.Open(context.Stage).Runs;
        try
        {
            var run = await new RunFollower(runs, clock, context.Log).FollowAsync(await EnsureAsync(context, runs, job, cancellationToken), context.IsCancelledAsync, cancellationToken);
            return await OutcomeAsync(context, runs, run, cancellationToken);
        }
        catch (DatabricksException fault) when (fault.SaysInvalid)
        {
            return new StepOutcome.Failed(fault.Message);
        }
    }

    public async Task AbandonAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Recall(nameof(RunChecks), Run) is { Length: > 0 } run)
        {
            await workspaces.Open(context.Stage).Runs.CancelAsync(long.Parse(run, CultureInfo.InvariantCulture), cancellationToken);
            context.Log("Asked Databricks to cancel the run");
            await SpendAsync(context, run, cancellationToken);
        }
    }

    /// <summary>Ids of all runs that a deployment's step began.</summary>
    internal static IEnumerable<long> RunsIn(IReadOnlyDictionary<string, string> journal) =>
        Ids($"{journal.GetValueOrDefault(Spent)} {journal.GetValueOrDefault(Run)}").Select(id => long.Parse(id, CultureInfo.InvariantCulture));

    static IEnumerable<string> Ids(string? noted) => (noted ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal);

    async Task<long> EnsureAsync(StepContext context, DatabricksRuns runs, long job, CancellationToken cancellationToken)
    {
        if (context.Recall(nameof(RunChecks), Run) is { Length: > 0 } known)
        {
            context.Log($"Goes on with run {known}");
            return long.Parse(known, CultureInfo.InvariantCulture);
        }

        var (tasks, parameters) = context.Stage.Checks is StageChecks.ChecksOnly ? (context.Pipeline.CheckTasks, context.Pipeline.CheckParameters) : ([], Unchanged);
        var id = await runs.RunNowAsync(job, tasks, parameters, TokenOf(context), cancellationToken);
        await context.NoteAsync(Run, id.ToString(CultureInfo.InvariantCulture), cancellationToken);
        var started = await runs.GetAsync(id, cancellationToken);
        await context.NoteAsync(Page, started.Page?.AbsoluteUri ?? "", cancellationToken);
        context.Log($"Started {(tasks.Count == 0 ? "the whole job" : string.Join(" and ", tasks))}: {started.Page}");
        return id;
    }

    /// <summary>The same for a run whose number was lost with the portal, another once a run was spent.</summary>
    static string TokenOf(StepContext context) =>
        $"{context.Pipeline.Key}/{context.Stage.Name}/{context.DeploymentNumber}/{context.Commit[..7]}/{Ids(context.Recall(nameof(RunChecks), Spent)).Count()}";

    static async Task<StepOutcome> OutcomeAsync(StepContext context, DatabricksRuns runs, DatabricksRun run, CancellationToken cancellationToken)
    {
        if (run.State.Succeeded)
        {
            var last = run.Tasks.FirstOrDefault(task => task.Key == context.Pipeline.CheckTasks[^1]);
            var counts = last is null ? null : RowCounts.Parse((await runs.OutputAsync(last.RunId, cancellationToken)).Result);
            return new StepOutcome.Succeeded(counts is null
                ? "The run succeeded"
                : string.Create(CultureInfo.InvariantCulture, $"{counts.Bronze:N0} rows in bronze, {counts.Silver:N0} in silver, {counts.Gold:N0} in gold, {counts.Quarantined:N0} quarantined"));
        }

        if (run.Failed)
        {
            return new StepOutcome.Failed(await ReasonAsync(runs, run, cancellationToken));
        }

        // Cancelled, never begun, or lost by Databricks: that says nothing about the release, so another run may be started.
        await SpendAsync(context, run.RunId.ToString(CultureInfo.InvariantCulture), cancellationToken);
        if (run.State.Result is "CANCELED" && await context.IsCancelledAsync(cancellationToken))
        {
            return new StepOutcome.Cancelled("The run was cancelled");
        }

        throw new InvalidOperationException($"The run ended without a result: {run.State.Result ?? run.State.LifeCycle}. {run.State.Message}");
    }

    static async Task SpendAsync(StepContext context, string run, CancellationToken cancellationToken)
    {
        await context.NoteAsync(Spent, string.Join(' ', Ids($"{context.Recall(nameof(RunChecks), Spent)} {run}")), cancellationToken);
        await context.NoteAsync(Run, "", cancellationToken);
    }

    static async Task<string> ReasonAsync(DatabricksRuns runs, DatabricksRun run, CancellationToken cancellationToken)
    {
        if (run.Tasks.FirstOrDefault(task => task.State.Failed) is not { } failed)
        {
            return run.State.Message;
        }

        var output = await runs.OutputAsync(failed.RunId, cancellationToken);
        return $"{failed.Key} {(failed.State.Result is "TIMEDOUT" ? "timed out" : "failed")}: {output.Error ?? failed.State.Message}";
    }
}
