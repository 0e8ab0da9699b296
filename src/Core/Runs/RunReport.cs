using System.Globalization;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Runs;

/// <summary>How a run went, in a sentence for people.</summary>
sealed class RunReport(DatabricksRuns runs, Action<string> warn)
{
    /// <summary>An engine may answer with its whole plan; what is cut off stands in Databricks.</summary>
    const int Longest = 2000;

    /// <param name="counter">Key of the task whose result is the number of rows of each table.</param>
    public async Task<string> OfSuccessAsync(DatabricksRun run, string counter, CancellationToken cancellationToken)
    {
        const string Plain = "The run succeeded";
        if (run.Tasks.FirstOrDefault(task => task.Key == counter) is not { } task)
        {
            warn($"The job has no task '{counter}', so nobody counted the rows of its tables");
            return Plain;
        }

        return RowCounts.Parse((await OutputAsync(task, cancellationToken))?.Result) is { } counts
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{counts.Bronze:N0} rows in bronze, {counts.Silver:N0} in silver, {counts.Gold:N0} in gold, {counts.Quarantined:N0} quarantined")
            : Plain;
    }

    /// <summary>The first task that failed, and why.</summary>
    public async Task<string> OfFailureAsync(DatabricksRun run, CancellationToken cancellationToken)
    {
        if (run.Tasks.FirstOrDefault(task => task.State.Failed) is not { } failed)
        {
            return Cut(run.State.Message);
        }

        var error = (await OutputAsync(failed, cancellationToken))?.Error ?? failed.State.Message;
        return Cut($"{failed.Key} {(failed.State.Result is "TIMEDOUT" ? "timed out" : "failed")}: {error}");
    }

    /// <summary>What a task said does not decide how its run went: where it cannot be read, the log tells that.</summary>
    async Task<DatabricksRunOutput?> OutputAsync(DatabricksTaskRun task, CancellationToken cancellationToken)
    {
        try
        {
            return await runs.FindOutputAsync(task.RunId, cancellationToken);
        }
        catch (DatabricksException fault)
        {
            warn($"What {task.Key} said could not be read: {fault.Message}");
            return null;
        }
    }

    static string Cut(string text) => text.Length <= Longest ? text : $"{text.AsSpan(0, Longest)}… (all of it stands in the run)";
}
