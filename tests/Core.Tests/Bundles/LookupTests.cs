using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>A variable may stand for the id of something that the workspace knows by its name.</summary>
public sealed class LookupTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>
{
    static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_becomes_the_id_also_when_it_is_made_of_references()
    {
        var id = await CreateAsync("Found once");

        var planned = await sandbox.TryPlanAsync(Bundle("Found ${var.how}"));

        planned.ShouldBeOfType<BundlePlanOutcome.Planned>().Plan.ToJson().ShouldContain($"id {id}");
    }

    [Fact]
    public async Task A_name_that_nothing_has_is_an_error_at_its_place() =>
        (await FindingAsync("Nowhere")).ShouldBe("""
            Error: failed to resolve job: Nowhere, err: job named 'Nowhere' does not exist
              at variables.v.lookup
              in databricks.yml:4:15

            """);

    [Fact]
    public async Task A_name_that_two_have_is_an_error()
    {
        await CreateAsync("Twin");
        await CreateAsync("Twin");

        (await FindingAsync("Twin")).ShouldStartWith("Error: failed to resolve job: Twin, err: there are 2 instances of job named 'Twin'");
    }

    async Task<string> FindingAsync(string name) =>
        (await sandbox.TryPlanAsync(Bundle(name))).ShouldBeOfType<BundlePlanOutcome.Invalid>().Diagnostics.ShouldHaveSingleItem().ToString();

    async Task<string> CreateAsync(string name) =>
        (await sandbox.Workspace.Jobs.CreateAsync(new JsonObject { ["name"] = name }, Now)).ToString(CultureInfo.InvariantCulture);

    static BundleFiles Bundle(string name) => TestBundle.Of($$$$"""
        bundle: {name: lookup}
        variables:
          how: {default: once}
          v: {lookup: {job: "{{{{name}}}}"}}
        resources: {jobs: {j: {name: j, description: "id ${var.v}"}}}
        targets: {dev: }
        """);
}
