using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Clients.Databricks;

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

    [Fact]
    public async Task A_lookup_that_is_refused_is_an_error_at_its_place_beside_everything_else_that_is_wrong()
    {
        sandbox.Faults.Add(
            new() { Path = "/api/2.0/policies/clusters/list", Status = 403, Body = """{"error_code":"PERMISSION_DENIED","message":"You may not list policies"}""" });
        var files = TestBundle.Of("""
            bundle: {name: lookup}
            variables:
              needed: {}
              v: {lookup: {cluster_policy: Small}}
            resources: {jobs: {j: {name: j, nmae: x, description: "${var.v}"}}}
            targets: {dev: }
            """);

        var invalid = (await sandbox.TryPlanAsync(files)).ShouldBeOfType<BundlePlanOutcome.Invalid>();

        sandbox.Faults.Clear();
        invalid.Diagnostics.Select(finding => $"{finding.Severity}: {finding.Summary} {string.Join(' ', finding.Locations)}")
            .Order(StringComparer.Ordinal)
            .ShouldBe(
        [
            "Error: failed to resolve cluster_policy: Small, err: GET /api/2.0/policies/clusters/list: 403 PERMISSION_DENIED You may not list policies databricks.yml:4:15",
            "Error: no value assigned to required variable needed databricks.yml:3:11",
            "Warning: unknown field: nmae databricks.yml:5:39",
        ]);
    }

    [Fact]
    public async Task A_workspace_that_does_not_answer_a_lookup_is_no_fault_of_the_bundle()
    {
        sandbox.Faults.Add(new() { Path = "/api/2.2/jobs/list", Status = 503, Times = null });

        var fault = await Should.ThrowAsync<DatabricksException>(() => sandbox.TryPlanAsync(Bundle("Anything")));

        sandbox.Faults.Clear();
        fault.MayPass.ShouldBeTrue();
    }

    async Task<string> FindingAsync(string name) =>
        (await sandbox.TryPlanAsync(Bundle(name))).ShouldBeOfType<BundlePlanOutcome.Invalid>().Diagnostics.ShouldHaveSingleItem()
            .ToString();

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
