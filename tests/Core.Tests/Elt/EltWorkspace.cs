using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Databricks;
using ReleasePortal.Sandbox.Databricks.Sql;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests.Elt;

/// <summary>The dev workspace of a sandbox of its own, spoken to as anybody could.</summary>
public sealed class EltWorkspace : IAsyncLifetime
{
    SandboxHost _sandbox = null!;
    HttpClient _http = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public DatabricksWorkspace Workspace => _sandbox.Databricks["dev"];

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(new(), Soon);
        _http = new() { BaseAddress = _sandbox.Uris.Workspaces["dev"] };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _sandbox.Entra.Tenant.ReleaseClientId.ToString(),
            ["client_secret"] = _sandbox.Entra.Tenant.ReleaseClientSecret,
            ["scope"] = EntraTenant.DatabricksResource + "/.default",
        });
        using var answer = await _http.PostAsync(new Uri(_sandbox.Uris.Entra, $"{_sandbox.Entra.Tenant.Id}/oauth2/v2.0/token"), form, Soon);
        _http.DefaultRequestHeaders.Authorization = new(
            "Bearer", (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(Soon))!["access_token"]);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _sandbox.DisposeAsync();
    }

    /// <summary>The answer, of whatever status; a refusal has an <c>error_code</c>.</summary>
    public async Task<JsonObject> PostAsync(string path, object body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body, Soon);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Soon))!;
    }

    public async Task<JsonObject> GetAsync(string path) => (await _http.GetFromJsonAsync<JsonObject>(path, Soon))!;

    /// <summary>A notebook of these cells, put under /Shared.</summary>
    public async Task<string> NotebookAsync(string name, params string[] cells)
    {
        var source = "# Databricks notebook source\n" + string.Join("\n\n# COMMAND ----------\n\n", cells);
        await PostAsync(
            "api/2.0/workspace/import",
            new
            {
                path = $"/Shared/{name}",
                content = Convert.ToBase64String(Encoding.UTF8.GetBytes(source)),
                format = "SOURCE",
                language = "PYTHON",
                overwrite = true
            });
        return $"/Shared/{name}";
    }

    /// <summary>A task that runs a notebook of one cell; the caller adds what else it wants of it.</summary>
    public async Task<JsonObject> TaskAsync(string key, string cell, params string[] after) => new()
    {
        ["task_key"] = key,
        ["depends_on"] = new JsonArray([.. after.Select(name => new JsonObject { ["task_key"] = name })]),
        ["notebook_task"] = new JsonObject { ["notebook_path"] = await NotebookAsync(key, cell) },
    };

    public async Task<long> JobAsync(object settings) => (long)(await PostAsync("api/2.2/jobs/create", settings))["job_id"]!;

    public async Task<long> RunAsync(long job) => (long)(await PostAsync("api/2.2/jobs/run-now", new { job_id = job }))["run_id"]!;

    /// <summary>Waits until it looks as wanted; fails with how it looks instead.</summary>
    public async Task<JsonObject> UntilAsync(long run, Func<JsonObject, bool> wanted)
    {
        var json = new JsonObject();
        for (var look = 0; look < 500; look++)
        {
            json = await GetAsync($"api/2.2/jobs/runs/get?run_id={run}");
            if (wanted(json))
            {
                return json;
            }

            await Task.Delay(20, Soon);
        }

        throw new TimeoutException($"The run never looked as wanted, but: {json}");
    }

    public Task<JsonObject> EndAsync(long run) => UntilAsync(run, json => (long)json["end_time"]! > 0);

    public async Task<JsonArray> RunsAsync(long job) => (await GetAsync($"api/2.2/jobs/runs/list?job_id={job}"))["runs"]!.AsArray();

    public async Task<JsonObject> RunToEndAsync(params IEnumerable<JsonObject> tasks) =>
        await EndAsync(await RunAsync(await JobAsync(new { name = "job", tasks })));

    /// <summary>Key, life cycle and result of every attempt.</summary>
    public static IEnumerable<(string?, string?, string?)> States(JsonObject run) => run["tasks"]!.AsArray()
        .Select(task => ((string?)task!["task_key"], (string?)task["state"]!["life_cycle_state"], (string?)task["state"]!["result_state"]));

    /// <summary>A product of many rows, which the engine counts for longer than any test waits.</summary>
    public static string Slow
    {
        get
        {
            var ten = string.Join(", ", Enumerable.Range(0, 10).Select(number => $"({number})"));
            var tables = string.Join(", ", Enumerable.Range(0, 12).Select(number => $"(VALUES {ten}) AS t{number}(x)"));
            var sum = string.Join(" + ", Enumerable.Range(0, 12).Select(number => $"t{number}.x"));
            return $"# MAGIC %sql\n# MAGIC SELECT sum({sum}) FROM {tables}";
        }
    }

    /// <summary>What a browser gets that follows a link.</summary>
    public async Task<(System.Net.HttpStatusCode Status, string Html)> PageAsync(string path)
    {
        using var visitor = new HttpClient { BaseAddress = _http.BaseAddress };
        using var answer = await visitor.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), Soon);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Soon));
    }

    /// <summary>A task of a run, with what the API says of its output.</summary>
    public async Task<JsonObject> OutputAsync(JsonObject run, string task) =>
        await GetAsync(
            $"api/2.2/jobs/runs/get-output?run_id={run["tasks"]!.AsArray().Single(item => (string)item!["task_key"]! == task)!["run_id"]}");

    public Task<SqlRows> SqlAsync(string sql) => Workspace.RunSqlAsync(sql, new Dictionary<string, string>(StringComparer.Ordinal), Soon);
}
