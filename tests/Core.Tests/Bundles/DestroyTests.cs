using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>What a destruction leaves behind, done or half done.</summary>
public sealed class DestroyTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => sandbox.Faults.Clear();

    [Fact]
    public async Task A_destruction_that_fails_half_way_notes_what_is_gone()
    {
        await sandbox.ApplyAsync(AllKinds.Named("half"));
        sandbox.Faults.Add(new() { StandIn = "dev", Method = "DELETE", Path = "*/schemas/*", Status = 503, Times = null });

        await Should.ThrowAsync<DatabricksException>(() => sandbox.DestroyAsync(AllKinds.Named("half")));

        var left = JsonNode.Parse((await ReadAsync("/Workspace/Shared/.bundle/half/dev/state/resources.json"))!)!["state"]!.AsObject();
        left.Select(entry => entry.Key).ShouldBe(["resources.schemas.sales"]);
        sandbox.Faults.Clear();
        await sandbox.DestroyAsync(AllKinds.Named("half"));
        (await ReadAsync("/Workspace/Shared/.bundle/half/dev/state/resources.json")).ShouldBeNull();
    }

    [Theory]
    [InlineData("state_path", "state", "resources.json")]
    [InlineData("file_path", "files", "src/nb")]
    [InlineData("artifact_path", "libs/.internal", "tools-1.0-py3-none-any.whl")]
    public async Task What_lies_outside_of_the_root_goes_too(string path, string folder, string file)
    {
        var place = $"/Workspace/Shared/outside_{path}/{folder}";
        var files = Outside(path, place.Replace("/.internal", "", StringComparison.Ordinal));
        await sandbox.ApplyAsync(files);
        (await ReadAsync($"{place}/{file}")).ShouldNotBeNull();

        await sandbox.DestroyAsync(files);

        (await sandbox.Workspace.Files.StatusAsync(place, Now)).ShouldBeNull();
        (await sandbox.Workspace.Files.StatusAsync($"/Workspace/Shared/.bundle/out-{path}/dev", Now)).ShouldBeNull();
        (await sandbox.DestroyAsync(files)).ShouldBeNull();
    }

    [Theory]
    [InlineData("state_path", "resources.json")]
    [InlineData("file_path", "src/nb")]
    public async Task What_others_put_there_stays(string path, string file)
    {
        var place = $"/Workspace/Shared/shared_{path}";
        var files = Outside(path, place);
        await sandbox.ApplyAsync(files);
        await sandbox.Workspace.Files.ImportFileAsync($"{place}/others.txt", "x"u8.ToArray(), overwrite: false, Now);

        await sandbox.DestroyAsync(files);

        (await ReadAsync($"{place}/{file}")).ShouldBeNull();
        (await ReadAsync($"{place}/others.txt")).ShouldNotBeNull();
        sandbox.Log.ShouldContain($"Left {place} where it is, without what was deployed: it holds other files, for example others.txt");
        (await sandbox.DestroyAsync(files)).ShouldBeNull();
    }

    [Fact]
    public async Task A_state_outside_of_the_root_is_still_a_deployment_when_the_root_is_gone()
    {
        var files = Outside("state_path", "/Workspace/Shared/last/state");
        await sandbox.ApplyAsync(files);
        await sandbox.Workspace.Files.DeleteAsync("/Workspace/Shared/.bundle/out-state_path/dev", recursive: true, Now);

        (await sandbox.DestroyAsync(files)).ShouldNotBeNull();

        AllKinds.CountIn(sandbox, "out-state_path").ShouldBe("0 jobs, 0 pipelines, 0 clusters, 0 schemas, 0 volumes");
        (await ReadAsync("/Workspace/Shared/last/state/resources.json")).ShouldBeNull();
    }

    Task<byte[]?> ReadAsync(string path) => sandbox.Workspace.Files.ExportAsync(path, Now);

    static BundleFiles Outside(string path, string place) =>
        AllKinds.Named($"out-{path}").With("databricks.yml", "/${bundle.target}'}", $"/${{bundle.target}}', {path}: {place}}}");
}
