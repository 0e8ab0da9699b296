using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>Jobs API 2.2; settings are passed as the vendor documents them. Source:
/// https://docs.databricks.com/api/azure/workspace/jobs</summary>
public sealed class DatabricksJobs
{
    /// <summary>These come in pages of 100; every page repeats the other settings.</summary>
    static readonly string[] PagedLists = ["tasks", "job_clusters", "parameters", "environments"];

    readonly DatabricksHttp _http;

    internal DatabricksJobs(DatabricksHttp http) => _http = http;

    /// <summary>Not tried again when the answer is lost: look for the job with <see cref="ListAsync"/> first.</summary>
    public async Task<long> CreateAsync(JsonObject settings, CancellationToken cancellationToken)
    {
        const string Address = "/api/2.2/jobs/create";
        var body = await _http.PostAsync(Address, settings, DatabricksJson.Default.JsonObject, repeatable: false, cancellationToken);
        return DatabricksHttp.Read(body, DatabricksJson.Default.JobId, $"POST {Address}").Value;
    }

    /// <summary>Replaces all settings; what is left out goes back to its default, except run_as.</summary>
    public Task ResetAsync(long jobId, JsonObject settings, CancellationToken cancellationToken) =>
        _http.PostAsync(
            "/api/2.2/jobs/reset", new(jobId, settings), DatabricksJson.Default.JobReset, repeatable: true, cancellationToken);

    /// <returns>Null when the job does not exist.</returns>
    public async Task<DatabricksJob?> GetAsync(long jobId, CancellationToken cancellationToken)
    {
        try
        {
            var page = await PageAsync(jobId, pageToken: null, cancellationToken);
            var settings = page.Settings ?? [];
            while (page.NextPageToken is { Length: > 0 } next)
            {
                page = await PageAsync(jobId, next, cancellationToken);
                Append(settings, page.Settings ?? []);
            }

            return new(jobId, settings, page.CreatorUserName, page.RunAsUserName);
        }
        catch (DatabricksException fault) when (fault.SaysMissing)
        {
            return null;
        }
    }

    /// <summary>Jobs of exactly this name (any letter case, as the vendor compares); settings come without tasks.</summary>
    public async Task<IReadOnlyList<DatabricksJob>> ListAsync(string name, CancellationToken cancellationToken)
    {
        var found = new List<DatabricksJob>();
        var token = "";
        do
        {
            var address = $"/api/2.2/jobs/list?limit=100&name={Uri.EscapeDataString(name)}{token}";
            var page = await _http.GetAsync(address, DatabricksJson.Default.JobList, cancellationToken);
            found.AddRange(
                (page.Jobs ?? []).Select(job => new DatabricksJob(job.JobId, job.Settings ?? [], job.CreatorUserName, job.RunAsUserName)));
            token = page.NextPageToken is { Length: > 0 } next ? $"&page_token={Uri.EscapeDataString(next)}" : "";
        }
        while (token.Length > 0);

        return found;
    }

    /// <summary>A job that is gone already is fine.</summary>
    public async Task DeleteAsync(long jobId, CancellationToken cancellationToken)
    {
        try
        {
            await _http.PostAsync("/api/2.2/jobs/delete", new(jobId), DatabricksJson.Default.JobId, repeatable: true, cancellationToken);
        }
        catch (DatabricksException fault) when (fault.SaysMissing)
        {
            // Deleted before, by us or by somebody else.
        }
    }

    Task<JobPage> PageAsync(long jobId, string? pageToken, CancellationToken cancellationToken) =>
        _http.GetAsync(
            $"/api/2.2/jobs/get?job_id={jobId}{(pageToken is null ? "" : $"&page_token={Uri.EscapeDataString(pageToken)}")}",
            DatabricksJson.Default.JobPage,
            cancellationToken);

    static void Append(JsonObject settings, JsonObject page)
    {
        foreach (var list in PagedLists)
        {
            if (page[list] is not JsonArray more)
            {
                continue;
            }

            var all = settings[list] as JsonArray ?? [];
            settings[list] = new JsonArray([.. all.Concat(more).Select(item => item?.DeepClone())]);
        }
    }
}
