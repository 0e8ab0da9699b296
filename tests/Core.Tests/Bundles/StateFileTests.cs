using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>What is kept about a deployment, in the workspace and on a machine: broken, missing, or under another key.</summary>
public sealed class StateFileTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    const string Lineage = "11111111-1111-1111-1111-111111111111";

    readonly string _folder = Directory.CreateTempSubdirectory("state-").FullName;

    static CancellationToken Now => TestContext.Current.CancellationToken;

    string LocalFolder => Path.Combine(_folder, ".databricks/bundle/dev");

    public void Dispose()
    {
        sandbox.Faults.Clear();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("resources.json", """{"state_version":2,"lineage":"L","serial":1,"state":{"resources.jobs.j":null}}""", "'resources.jobs.j' has no id or no state")]
    [InlineData("resources.json", """{"state_version":2,"lineage":"L","serial":1,"state":{"resources.jobs.j":{"state":{}}}}""", "'resources.jobs.j' has no id or no state")]
    [InlineData("resources.json", """{"state_version":2,"lineage":"L","serial":1,"state":{"resources.jobs.j":{"__id__":"7"}}}""", "'resources.jobs.j' has no id or no state")]
    [InlineData("resources.json", """{"state_version":2,"lineage":"L","serial":1,"state":{"resources.jobs.j":{"__id__":"abc","state":{}}}}""", "'resources.jobs.j' has an id of another form, 'abc'")]
    [InlineData("resources.json", """{"state_version":2,"lineage":"L","serial":1,"state":{"resources.jobs.j.permissions":{"__id__":"7","state":{}}}}""", "'resources.jobs.j.permissions' has an id of another form, '7'")]
    [InlineData("resources.json", """{"state_version":2,"lineage":"L","serial":1,"state":null}""", "it has no state")]
    [InlineData("deployment.json", """{"version":1,"seq":1,"timestamp":"2026-01-02T03:04:05Z","id":"L","files":[null]}""", "a file has no path")]
    [InlineData("pending-creates.json", """{"version":1,"creates":{"resources.jobs.j":null}}""", "a create has no body")]
    public async Task A_broken_file_of_the_workspace_is_named_with_its_fault(string file, string content, string fault)
    {
        await WriteAsync("broken", file, content.Replace("\"L\"", $"\"{Lineage}\"", StringComparison.Ordinal));

        (await sandbox.TryPlanAsync(Job("broken"))).ShouldBeOfType<BundlePlanOutcome.Invalid>().Diagnostics.ShouldHaveSingleItem().Summary
            .ShouldBe($"/Workspace/Shared/.bundle/broken/dev/state/{file} cannot be read as a state file: {fault}");
        await sandbox.Workspace.Files.DeleteAsync($"/Workspace/Shared/.bundle/broken/dev/state/{file}", recursive: false, Now);
    }

    [Theory]
    [InlineData("""{"lineage":1,"serial":1}""", 1)]
    [InlineData("""{"lineage":"L","serial":1}""" + "\n" + """{"k":5}""", 2)]
    [InlineData("""{"lineage":"L","serial":1}""" + "\n" + """{"k":"resources.jobs.j","v":{"state":{}}}""", 2)]
    [InlineData("""{"lineage":"L","serial":1}""" + "\n" + """{"k":"resources.jobs.j","v":{"__id__":"abc","state":{}}}""", 2)]
    public async Task A_broken_line_of_the_log_is_named_unless_it_is_the_last(string lines, int number)
    {
        Directory.CreateDirectory(LocalFolder);
        var log = Path.Combine(LocalFolder, "resources.json.wal");
        var text = lines.Replace("\"L\"", $"\"{Lineage}\"", StringComparison.Ordinal);

        await File.WriteAllTextAsync(log, text + "\n{}\n", Now);
        (await Should.ThrowAsync<BundleInvalidException>(() => sandbox.ApplyAsync(Job("torn"), _folder))).Message.ShouldContain(
            $"{log} cannot be read in line {number}: ");

        await File.WriteAllTextAsync(log, text, Now);
        await sandbox.ApplyAsync(Job("torn"), _folder);
        await sandbox.DestroyAsync(Job("torn"));
    }

    [Fact]
    public async Task Where_no_copy_can_be_kept_the_workspace_still_knows_everything()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, ".databricks"), "no folder", Now);

        await sandbox.ApplyAsync(Job("uncopied"), _folder);

        sandbox.Log
            .Count(line => line.StartsWith("Warning: the copy of the state on this machine cannot be kept: ", StringComparison.Ordinal))
            .ShouldBe(1);
        (await KeysAsync("uncopied")).ShouldBe(["resources.jobs.j"]);
        (await sandbox.PlanAsync(Job("uncopied"))).IsEmpty().ShouldBeTrue();
    }

    [Fact]
    public async Task A_schema_and_a_volume_under_other_keys_stay_with_their_data_and_grants()
    {
        var files = AllKinds.Named("keys");
        await sandbox.ApplyAsync(files);
        var moved = files.With("databricks.yml", "    sales:\n", "    orders:\n")
            .With("databricks.yml", "schemas.sales.", "schemas.orders.")
            .With("databricks.yml", "    landing:\n", "    arrivals:\n").With("databricks.yml", "volumes.landing.", "volumes.arrivals.");
        sandbox.ClearRequests();

        var applied = await sandbox.ApplyAsync(moved);

        applied.Plan.Resources.ShouldAllBe(change => change.Action == PlanAction.Unchanged);
        sandbox.Requests.ShouldNotContain(call => call.Contains("unity-catalog") && !call.StartsWith("GET ", StringComparison.Ordinal));
        (await KeysAsync("keys")).Where(key => key.Contains("schemas") || key.Contains("volumes")).ShouldBe(
            ["resources.schemas.orders", "resources.schemas.orders.grants", "resources.volumes.arrivals"]);
        (await sandbox.PlanAsync(moved)).IsEmpty().ShouldBeTrue();
    }

    [Fact]
    public async Task Of_several_refusals_each_is_told()
    {
        sandbox.Faults.Add(
            new Fault { Method = "POST", Path = "*/jobs/create", Status = 403, Body = """{"error_code":"PERMISSION_DENIED","message":"over the quota"}""" });
        sandbox.Faults.Add(
            new Fault { Method = "POST", Path = "*/jobs/create", Status = 400, Body = """{"error_code":"INVALID_PARAMETER_VALUE","message":"a bad job"}""" });

        var fault = await Should.ThrowAsync<BundleInvalidException>(
            () => sandbox.ApplyAsync(
                Job("several").With("databricks.yml", "j: {name: several}", "j: {name: several}\n    k: {name: other}")));

        fault.Message.ShouldContain("a bad job");
        sandbox.Log.ShouldContain(line => line.Contains("over the quota"));
    }

    static BundleFiles Job(string name) => TestBundle.Of($$"""
        bundle: {name: {{name}}}
        workspace: {root_path: /Workspace/Shared/.bundle/{{name}}/dev}
        resources:
          jobs:
            j: {name: {{name}}}
        targets: {dev: }
        """);

    async Task WriteAsync(string bundle, string file, string content)
    {
        await sandbox.Workspace.Files.MakeDirectoryAsync($"/Workspace/Shared/.bundle/{bundle}/dev/state", Now);
        await sandbox.Workspace.Files.ImportFileAsync(
            $"/Workspace/Shared/.bundle/{bundle}/dev/state/{file}", Encoding.UTF8.GetBytes(content), overwrite: true, Now);
    }

    async Task<IEnumerable<string>> KeysAsync(string bundle) =>
        JsonNode
            .Parse(
                (await sandbox.Workspace.Files.ExportAsync(
                    $"/Workspace/Shared/.bundle/{bundle}/dev/state/resources.json", Now))!)!["state"]!.AsObject()
            .Select(entry => entry.Key);
}
