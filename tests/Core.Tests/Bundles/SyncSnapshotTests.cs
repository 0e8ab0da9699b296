using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>A folder on somebody's machine, deployed by turns with this engine and the Databricks CLI, which only
/// knows times of change.</summary>
public sealed class SyncSnapshotTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("bundle-").FullName;

    static CancellationToken Now => TestContext.Current.CancellationToken;

    string StateFolder => Path.Combine(_folder, ".databricks", "bundle", "dev");

    public void Dispose()
    {
        sandbox.Faults.Clear();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_deployment_leaves_what_the_other_tool_needs_to_upload_nothing_again()
    {
        var request = Write("left");
        await sandbox.ApplyAsync(request);

        var host = sandbox.Workspace.Url.GetLeftPart(UriPartial.Authority);
        var snapshot = Json(SnapshotPath(host, "left"));
        snapshot["version"]!.ToString().ShouldBe("v1");
        snapshot["host"]!.ToString().ShouldBe(host);
        snapshot["remote_path"]!.ToString().ShouldBe("/Workspace/Shared/.bundle/left/dev/files");
        snapshot["local_to_remote_names"]!.ToJsonString().ShouldBe("""{"databricks.yml":"databricks.yml","src/nb.py":"src/nb"}""");
        snapshot["remote_to_local_names"]!.ToJsonString().ShouldBe("""{"databricks.yml":"databricks.yml","src/nb":"src/nb.py"}""");
        var noted = snapshot["last_modified_times"]!["src/nb.py"]!.GetValue<DateTimeOffset>();
        var changed = new DateTimeOffset(File.GetLastWriteTimeUtc(Path.Combine(_folder, "src", "nb.py")));
        (noted - changed).ShouldBeInRange(TimeSpan.FromTicks(1), TimeSpan.FromMicroseconds(1));
        var remote = JsonNode.Parse((await sandbox.Workspace.Files.ExportAsync(RemoteDeployment("left"), Now))!);
        JsonNode.DeepEquals(Json(Path.Combine(StateFolder, "deployment.json")), remote).ShouldBeTrue();
    }

    [Fact]
    public async Task After_the_other_tool_deployed_from_here_only_what_changed_since_is_uploaded()
    {
        await sandbox.ApplyAsync(Write("turns"));
        await DeployElsewhereAsync("turns", alsoHere: true);
        Touch("src/nb.py", "# Databricks notebook source\nprint(2)\n", TimeSpan.FromMinutes(1));

        var plan = await sandbox.PlanAsync(Request());
        sandbox.ClearRequests();
        await sandbox.ApplyAsync(Request());

        plan.Files.Select(file => $"{file.Action} {file.Path}").ShouldBe(["Unchanged databricks.yml", "Changed src/nb.py"]);
        sandbox.Requests.Where(
            call => call.Contains("import-file", StringComparison.Ordinal) && call.Contains("/files/", StringComparison.Ordinal))
            .ShouldHaveSingleItem().ShouldEndWith("/files/src/nb.py");
    }

    [Fact]
    public async Task After_a_deployment_from_elsewhere_the_times_mean_nothing()
    {
        await sandbox.ApplyAsync(Write("elsewhere"));
        await DeployElsewhereAsync("elsewhere", alsoHere: false);

        (await sandbox.PlanAsync(Request())).Files.ShouldAllBe(file => file.Action == FileAction.Changed);
    }

    [Fact]
    public async Task A_file_whose_upload_was_broken_off_counts_as_changed_whatever_its_time_says()
    {
        await sandbox.ApplyAsync(Write("broken"));
        await DeployElsewhereAsync("broken", alsoHere: true);
        var before = File.GetLastWriteTimeUtc(Path.Combine(_folder, "src", "nb.py"));
        Touch("src/nb.py", "# Databricks notebook source\nprint(2)\n", TimeSpan.FromMinutes(1));
        sandbox.Faults.Add(
            new Fault { StandIn = "dev", Method = "POST", Path = "*/files/src/nb.py*", Status = 400, When = FaultMoment.After, Times = null });
        await Should.ThrowAsync<Exception>(() => sandbox.ApplyAsync(Request()));
        sandbox.Faults.Clear();

        Touch("src/nb.py", TestBundle.Notebook, TimeSpan.Zero);
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "src", "nb.py"), before);

        (await sandbox.PlanAsync(Request())).Files.Single(file => file.Path == "src/nb.py").Action.ShouldBe(FileAction.Changed);
    }

    [Fact]
    public async Task Destroying_takes_them_away()
    {
        await sandbox.ApplyAsync(Write("gone"));

        await sandbox.DestroyAsync(Request());

        Directory.EnumerateFiles(StateFolder, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    /// <summary>As the Databricks CLI leaves it: one deployment more, in the workspace and, if it was from this folder, here.</summary>
    async Task DeployElsewhereAsync(string name, bool alsoHere)
    {
        var deployment = JsonNode.Parse((await sandbox.Workspace.Files.ExportAsync(RemoteDeployment(name), Now))!)!;
        deployment["seq"] = (int)deployment["seq"]! + 1;
        var content = Encoding.UTF8.GetBytes(deployment.ToJsonString());
        await sandbox.Workspace.Files.ImportFileAsync(RemoteDeployment(name), content, overwrite: true, Now);
        if (alsoHere)
        {
            await File.WriteAllBytesAsync(Path.Combine(StateFolder, "deployment.json"), content, Now);
        }
    }

    static string RemoteDeployment(string name) => $"/Workspace/Shared/.bundle/{name}/dev/state/deployment.json";

    string SnapshotPath(string host, string name)
    {
#pragma warning disable CA5351 // The name of the file is made so.
        var digest = MD5.HashData(Encoding.UTF8.GetBytes($"{host}/Workspace/Shared/.bundle/{name}/dev/files"));
#pragma warning restore CA5351
        return Path.Combine(StateFolder, "sync-snapshots", Convert.ToHexStringLower(digest)[..16] + ".json");
    }

    static JsonNode Json(string path) => JsonNode.Parse(File.ReadAllText(path))!;

    void Touch(string path, string content, TimeSpan later)
    {
        var file = Path.Combine(_folder, path);
        File.WriteAllText(file, content);
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file) + later);
    }

    BundleRequest Write(string name)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "src"));
        File.WriteAllText(
            Path.Combine(_folder, "databricks.yml"),
            $"bundle: {{name: {name}}}\ntargets: {{dev: {{workspace: {{root_path: /Workspace/Shared/.bundle/{name}/dev}}}}}}\n");
        File.WriteAllText(Path.Combine(_folder, "src", "nb.py"), TestBundle.Notebook);
        return Request();
    }

    BundleRequest Request() => new() { Files = BundleFolder.At(_folder).Read(), Folder = _folder, Target = "dev" };
}
