using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Databricks;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Bench.Elt;

/// <summary>The bundle's notebooks as a job of the sandbox's dev workspace, over its API.</summary>
sealed class EltJob : IDisposable
{
    static readonly string[] Chain = ["bootstrap", "ingest_orders", "curate_orders", "aggregate_orders", "check_quality"];

    readonly HttpClient _http;
    readonly DatabricksWorkspace _workspace;
    long _job;

    EltJob(HttpClient http, DatabricksWorkspace workspace) => (_http, _workspace) = (http, workspace);

    public static async Task<EltJob> DeployAsync(SandboxHost sandbox, string source, CancellationToken cancellationToken)
    {
        var job = new EltJob(new() { BaseAddress = sandbox.Uris.Workspaces["dev"] }, sandbox.Databricks["dev"]);
        var tenant = sandbox.Entra.Tenant;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = tenant.ReleaseClientId.ToString(),
            ["client_secret"] = tenant.ReleaseClientSecret,
            ["scope"] = EntraTenant.DatabricksResource + "/.default",
        });
        using var answer = await job._http.PostAsync(new Uri(sandbox.Uris.Entra, $"{tenant.Id}/oauth2/v2.0/token"), form, cancellationToken);
        job._http.DefaultRequestHeaders.Authorization = new(
            "Bearer", (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!["access_token"]);
        await job.PostAsync(
            "api/2.1/unity-catalog/storage-credentials",
            new { name = "sc-stdlukdev", azure_managed_identity = new { access_connector_id = "/a/connector" } }, cancellationToken);
        foreach (var notebook in Chain)
        {
            var content = await File.ReadAllBytesAsync(
                Path.Combine(AppContext.BaseDirectory, "bundle", "src", "notebooks", notebook + ".py"), cancellationToken);
            await job.PostAsync(
                "api/2.0/workspace/import",
                new { path = $"/Shared/{notebook}.py", content = Convert.ToBase64String(content), format = "AUTO", overwrite = true },
                cancellationToken);
        }

        var tasks = Chain.Select((key, index) => new
        {
            task_key = key,
            depends_on = index == 0 ? [] : new[] { new { task_key = Chain[index - 1] } },
            notebook_task = new { notebook_path = $"/Shared/{key}", base_parameters = new { source, catalog = job._workspace.Catalog, schema = "default" } },
        });
        job._job = (long)(await job.PostAsync("api/2.2/jobs/create", new { name = "ELT", tasks }, cancellationToken))["job_id"]!;
        return job;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var run = (long)(await PostAsync("api/2.2/jobs/run-now", new { job_id = _job }, cancellationToken))["run_id"]!;
        while (true)
        {
            var state = (await _http.GetFromJsonAsync<JsonObject>($"api/2.2/jobs/runs/get?run_id={run}", cancellationToken))!["state"]!;
            if ((string?)state["result_state"] is { } result)
            {
                _ = result is "SUCCESS" ? true : throw new InvalidOperationException(state.ToJsonString());
                return;
            }

            await Task.Delay(10, cancellationToken);
        }
    }

    public async Task<string> CountsAsync(CancellationToken cancellationToken)
    {
        var rows = await _workspace.RunSqlAsync(
            "SELECT (SELECT count(*) FROM nanba_dev_bronze.default.orders_raw), (SELECT count(*) FROM nanba_dev_bronze.default.orders_curated), (SELECT count(*) FROM nanba_dev_bronze.default.orders_agg)",
            new Dictionary<string, string>(StringComparer.Ordinal), cancellationToken);
        return $"bronze {rows.Rows[0][0]:N0}, silver {rows.Rows[0][1]:N0}, gold {rows.Rows[0][2]:N0}";
    }

    public void Dispose() => _http.Dispose();

    async Task<JsonObject> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync(path, body, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!;
    }
}
