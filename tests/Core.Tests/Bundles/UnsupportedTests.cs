using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>What the engine leaves to others is shown by a validation and refused, by name, before anything is carried out.</summary>
public sealed class UnsupportedTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>
{
    public static TheoryData<string, string> Parts => new()
    {
        { "resources: {apps: {a: {name: x}}}", "resource type 'apps' is not supported by this engine" },
        { "artifacts: {w: {type: whl, path: ., build: uv build}}", "building artifact 'w' is not supported by this engine" },
        { "experimental: {scripts: {preinit: 'echo hello'}}", "'experimental.scripts' is not supported by this engine" },
        { "python: {resources: ['resources:load']}", "'python' is not supported by this engine" },
        { "bundle: {engine: terraform}", "bundle engine 'terraform' is not supported by this engine" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task It_is_valid_and_neither_planned_nor_deployed(string part, string refusal)
    {
        var files = TestBundle.Of(
            ("databricks.yml", "bundle: {name: refused}\ninclude: [part.yml]\ntargets: {dev: }\n"),
            ("part.yml", part));
        sandbox.ClearRequests();

        TestBundle.Validate(files, "dev").Text().ShouldBe("");
        var planned = await sandbox.TryPlanAsync(files);
        var deployed = await Should.ThrowAsync<BundleInvalidException>(() => sandbox.ApplyAsync(files));

        planned.ShouldBeOfType<BundlePlanOutcome.Invalid>().Diagnostics.ShouldHaveSingleItem().Summary.ShouldBe(refusal);
        deployed.Diagnostics.ShouldHaveSingleItem().Summary.ShouldBe(refusal);
        sandbox.Requests.ShouldAllBe(request => request.StartsWith("GET ", StringComparison.Ordinal));
    }
}
