using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Tests.Bundles;

namespace ReleasePortal.Core.Tests.Cli;

/// <summary><c>bundle deploy --plan FILE</c>: what was planned, that and nothing else.</summary>
public sealed class PlanFileTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    readonly CommandLineProgram _program = new();

    static CancellationToken Now => TestContext.Current.CancellationToken;

    string PlanFile => Path.Combine(_program.Folder, "plan.json");

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_plan_that_still_holds_is_carried_out_and_only_once()
    {
        (await _program.SignInAsync(sandbox)).Write(Bundle("plan-once"));
        await PlanAsync();

        (await DeployAsync(exitCode: 0)).ShouldContain("Resources: 8 created, 0 updated, 0 recreated, 0 deleted, 0 unchanged\n");
        var lineage = (string?)JsonNode.Parse(
            (await sandbox.Workspace.Files.ExportAsync("/Workspace/Shared/.bundle/plan-once/dev/state/resources.json", Now))!)!["lineage"];
        (await DeployAsync(exitCode: 1)).ShouldEndWith(
            $"Error: The plan is no longer true; nothing was carried out. Plan again.\nThe plan was made for no deployment; there is lineage {lineage} with serial 1 now.\n");
        await PlanAsync();
        (await DeployAsync(exitCode: 0)).ShouldContain("Resources: 0 created, 0 updated, 0 recreated, 0 deleted, 8 unchanged\n");
    }

    [Fact]
    public async Task What_has_changed_since_is_told_and_nothing_is_touched()
    {
        (await _program.SignInAsync(sandbox)).Write(Bundle("plan-late"));
        await _program.RunAsync("bundle deploy", exitCode: 0, Now);
        _program.Write(Bundle("plan-late").With("databricks.yml", "num_workers: 1", "num_workers: 2"));
        await PlanAsync();
        _program.Write(
            Bundle("plan-late").With("databricks.yml", "num_workers: 1", "num_workers: 3")
                .With("databricks.yml", "comment: Orders", "comment: Returns"));
        sandbox.ClearRequests();

        (await DeployAsync(exitCode: 1)).ShouldEndWith("""
            Plan again.
            resources.clusters.lab: resize, but not as in the plan.
            resources.schemas.sales: skip in the plan, update now.

            """);

        sandbox.Requests.ShouldNotContain(
            call => !call.StartsWith("GET ") && !call.Contains("deploy.lock") && !call.Contains("workspace/delete"));
        (await sandbox.Workspace.Files.StatusAsync("/Workspace/Shared/.bundle/plan-late/dev/state/deploy.lock", Now)).ShouldBeNull();
    }

    [Theory]
    [InlineData("", "The plan cannot be read: ")]
    [InlineData("{", "The plan cannot be read: ")]
    [InlineData("[]", "The plan has not the form of bundle plan -o json, plan_version 2.")]
    [InlineData("""{"plan_version": 3, "plan": {}}""", "The plan has not the form of bundle plan -o json, plan_version 2.")]
    [InlineData("""{"plan_version": "2", "plan": {}}""", "The plan has not the form of bundle plan -o json, plan_version 2.")]
    [InlineData("""{"plan_version": 2, "plan": {"a": 1}}""", "The plan has not the form of bundle plan -o json, plan_version 2.")]
    [InlineData("""{"plan_version": 2, "plan": {"a": {"action": [], "changes": 7}}}""", "The plan is no longer true; nothing was carried out. Plan again.")]
    public async Task What_is_no_plan_is_said(string text, string words)
    {
        (await _program.SignInAsync(sandbox)).Write(Bundle("plan-none"));
        await File.WriteAllTextAsync(PlanFile, text, Now);

        (await DeployAsync(exitCode: 1)).ShouldContain($"Error: {words}");
    }

    [Fact]
    public async Task A_plan_that_is_not_there_is_said()
    {
        (await _program.SignInAsync(sandbox)).Write(Bundle("plan-lost"));

        (await DeployAsync(exitCode: 1)).ShouldStartWith("Error: Could not find file ");
    }

    static BundleFiles Bundle(string name) => AllKinds.Named(name).With("databricks.yml", "exclude: [dist]", "exclude: [dist, plan.json]");

    async Task PlanAsync() =>
        await File.WriteAllTextAsync(PlanFile, (await _program.RunAsync("bundle plan -o json", exitCode: 0, Now)).Output, Now);

    async Task<string> DeployAsync(int exitCode) => (await _program.RunAsync("bundle deploy --plan plan.json", exitCode, Now)).Error;
}
