namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>Runs of jobs, Jobs API 2.2. Source: https://docs.databricks.com/api/azure/workspace/jobs/runnow</summary>
public sealed class DatabricksRuns
{
    const string Root = "/api/2.2/jobs/";

    /// <summary>The vendor's limit for one page.</summary>
    const int Page = 25;

    readonly DatabricksHttp _http;

    internal DatabricksRuns(DatabricksHttp http) => _http = http;

    /// <param name="tasks">Keys of the tasks to run; empty for all.</param>
    /// <param name="parameters">Stand in for the defaults of the job's parameters.</param>
    /// <param name="token">At most 64 characters. A second call with the same one answers the same run.</param>
    /// <returns>The id of the run.</returns>
    public async Task<long> RunNowAsync(
        long jobId, IReadOnlyList<string> tasks, IReadOnlyDictionary<string, string> parameters, string token,
        CancellationToken cancellationToken)
    {
        var wish = new RunNow(jobId, token, tasks.Count == 0 ? null : tasks, parameters.Count == 0 ? null : parameters);
        var body = await _http.PostAsync(Root + "run-now", wish, DatabricksJson.Default.RunNow, repeatable: true, cancellationToken);
        return DatabricksHttp.Read(body, DatabricksJson.Default.RunStarted, $"POST {Root}run-now").RunId;
    }

    public async Task<DatabricksRun> GetAsync(long runId, CancellationToken cancellationToken) =>
        (await _http.GetAsync($"{Root}runs/get?run_id={runId}", DatabricksJson.Default.RunBody, cancellationToken)).ToRun();

    /// <returns>Null when there is no such run any more.</returns>
    public async Task<DatabricksRun?> FindAsync(long runId, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(runId, cancellationToken);
        }
        catch (DatabricksException fault) when (fault.SaysMissing)
        {
            return null;
        }
    }

    /// <summary>Asks for the end of a run; it takes a moment to come. One that is over stays as it is.</summary>
    public Task CancelAsync(long runId, CancellationToken cancellationToken) =>
        _http.PostAsync(Root + "runs/cancel", new(runId), DatabricksJson.Default.RunId, repeatable: true, cancellationToken);

    /// <summary>The newest first, with their tasks.</summary>
    public async Task<IReadOnlyList<DatabricksRun>> ListAsync(long jobId, int count, CancellationToken cancellationToken)
    {
        List<DatabricksRun> runs = [];
        var token = "";
        do
        {
            var limit = Math.Min(Page, count - runs.Count);
            var page = await _http.GetAsync(
                $"{Root}runs/list?job_id={jobId}&limit={limit}&expand_tasks=true{token}", DatabricksJson.Default.RunPage,
                cancellationToken);
            runs.AddRange((page.Runs ?? []).Select(run => run.ToRun()));
            token = page.NextPageToken is { Length: > 0 } next ? $"&page_token={Uri.EscapeDataString(next)}" : "";
        }
        while (token.Length > 0 && runs.Count < count);

        return runs;
    }

    /// <param name="taskRunId">Of the task's run, not of the job's.</param>
    /// <returns>Null when Databricks keeps none: not every kind of task has one, and it is gone with the run after 60 days.</returns>
    public async Task<DatabricksRunOutput?> FindOutputAsync(long taskRunId, CancellationToken cancellationToken)
    {
        try
        {
            var output = await _http.GetAsync(
                $"{Root}runs/get-output?run_id={taskRunId}", DatabricksJson.Default.RunOutput, cancellationToken);
            return new(output.NotebookOutput?.Result, output.Error, output.ErrorTrace);
        }
        catch (DatabricksException fault) when (fault.SaysMissing || fault.SaysInvalid)
        {
            return null;
        }
    }
}
