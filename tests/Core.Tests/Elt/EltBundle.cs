using System.Text.Json.Nodes;
using ReleasePortal.Core.Tests.Bundles;

namespace ReleasePortal.Core.Tests.Elt;

/// <summary>The notebooks of the repository's bundle as a job of a workspace.</summary>
static class EltBundle
{
    static readonly string[] Chain = ["bootstrap", "ingest_orders", "curate_orders", "aggregate_orders", "check_quality"];

    /// <param name="maxAge">Hours that the newest order may be old.</param>
    /// <param name="only">The tasks to run; none for all.</param>
    public static async Task<JsonObject> RunAsync(EltWorkspace dev, int maxAge, params string[] only)
    {
        await DeployAsync(dev);
        var job = await dev.JobAsync(new
        {
            name = "ELT",
            parameters = new[] { new { name = "catalog", @default = "nanba_dev_bronze" }, new { name = "schema", @default = "default" }, new { name = "max_age_hours", @default = $"{maxAge}" } },
            tasks = Chain.Select((key, index) => new
            {
                task_key = key,
                depends_on = index == 0 ? [] : new[] { new { task_key = Chain[index - 1] } },
                notebook_task = new { notebook_path = $"/Shared/elt/src/notebooks/{key}", base_parameters = new { source = "file:/Workspace/Shared/elt/data/orders" } },
            }),
        });
        var started = await dev.PostAsync("api/2.2/jobs/run-now", only.Length == 0 ? new { job_id = job } : new { job_id = job, only });
        return await dev.EndAsync((long)started["run_id"]!);
    }

    static async Task DeployAsync(EltWorkspace dev)
    {
        // The stage's blueprint makes it before a bundle comes.
        await dev.PostAsync(
            "api/2.1/unity-catalog/storage-credentials",
            new { name = "sc-stdlukdev", azure_managed_identity = new { access_connector_id = "/a/connector" } });
        await dev.PostAsync("api/2.0/workspace/mkdirs", new { path = "/Shared/elt/src/notebooks" });
        await dev.PostAsync("api/2.0/workspace/mkdirs", new { path = "/Shared/elt/data/orders" });
        var files = TestBundle.Real();
        foreach (var path in files.Paths.Where(
            path => path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("data/", StringComparison.Ordinal)))
        {
            await dev.PostAsync(
                "api/2.0/workspace/import",
                new
                {
                    path = $"/Shared/elt/{path}",
                    content = Convert.ToBase64String(files.Read(path).Span),
                    format = "AUTO",
                    overwrite = true
                });
        }
    }
}
