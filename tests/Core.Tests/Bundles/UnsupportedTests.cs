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
        { "bundle: {deployment: {fail_on_active_runs: true}}", "'bundle.deployment.fail_on_active_runs' is not supported by this engine" },
        { "experimental: {python_wheel_wrapper: true}", "'experimental.python_wheel_wrapper' is not supported by this engine" },
        { "experimental: {use_legacy_run_as: true}", "'experimental.use_legacy_run_as' is not supported by this engine" },
        { "experimental: {immutable_folder: true}", "'experimental.immutable_folder' is not supported by this engine" },
        { "presets: {artifacts_dynamic_version: true}", "'presets.artifacts_dynamic_version' is not supported by this engine" },
        { "artifacts: {w: {type: whl, files: [{source: part.yml}], dynamic_version: true}}", "'dynamic_version' is not supported by this engine" },
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

    [Theory]
    [InlineData("presets", "source_linked_deployment")]
    [InlineData("experimental", "skip_artifact_cleanup")]
    [InlineData("experimental", "record_deployment_history")]
    public async Task What_a_deployment_can_do_without_is_named_and_left_out(string section, string field)
    {
        var files = TestBundle.Of($"bundle: {{name: ignored}}\n{section}: {{{field}: true}}\ntargets: {{dev: }}\n");

        var planned = await sandbox.TryPlanAsync(files);

        planned.ShouldBeOfType<BundlePlanOutcome.Planned>().Diagnostics.ShouldHaveSingleItem().Summary
            .ShouldBe($"'{section}.{field}' is ignored by this engine");
    }
}
