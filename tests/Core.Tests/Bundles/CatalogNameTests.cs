using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Bundles.Planning;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>Unity Catalog keeps names in small letters and finds them in any.</summary>
public sealed class CatalogNameTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>
{
    [Fact]
    public async Task Another_case_is_no_other_schema_and_no_other_volume()
    {
        await sandbox.ApplyAsync(Bundle("Upper_S", "Landing"));
        (await sandbox.PlanAsync(Bundle("Upper_S", "Landing"))).IsEmpty().ShouldBeTrue();
        var again = Bundle("uPPER_s", "LANDING").With("databricks.yml", "catalog_name: nanba_dev_bronze", "catalog_name: NANBA_dev_bronze");

        var plan = await sandbox.PlanAsync(again);

        plan.Resources.ShouldAllBe(change => change.Action == PlanAction.Unchanged);
        sandbox.ClearRequests();
        await sandbox.ApplyAsync(again);
        sandbox.Requests.ShouldNotContain(
            call => call.Contains("unity-catalog", StringComparison.Ordinal) && !call.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_volume_that_names_its_schema_in_another_case_goes_and_comes_with_it()
    {
        var files = Bundle("Orders_X", "landing");
        await sandbox.ApplyAsync(files);

        var moved = files.With("databricks.yml", "comment: Orders", "comment: Orders\n      storage_root: abfss://lake/orders");
        (await sandbox.PlanAsync(moved)).Destructive()
            .Select(change => change.Key)
            .ShouldBe(["resources.schemas.s", "resources.volumes.v"]);
        await sandbox.ApplyAsync(moved);

        (await sandbox.PlanAsync(moved)).IsEmpty().ShouldBeTrue();
        sandbox.Inside.Things("volumes").Keys.ShouldContain("nanba_dev_bronze.orders_x.landing");
    }

    static BundleFiles Bundle(string schema, string volume) => TestBundle.Of($$"""
        bundle: {name: {{schema}}}
        workspace: {root_path: '/Workspace/Shared/.bundle/{{schema.ToLowerInvariant()}}/dev'}
        targets: {dev: }
        resources:
          schemas:
            s:
              catalog_name: nanba_dev_bronze
              name: {{schema}}
              comment: Orders
              grants: [{principal: readers, privileges: [USE_SCHEMA]}]
          volumes:
            v: {catalog_name: Nanba_Dev_Bronze, schema_name: {{schema.ToUpperInvariant()}}, name: {{volume}}}
        """);
}
