using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Bundles.Planning;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary><c>lifecycle.prevent_destroy</c>: what holds data is not taken away by a changed line.</summary>
public sealed class PreventDestroyTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>
{
    const string Fault = "resources.schemas.orders has lifecycle.prevent_destroy set, but the plan calls for it to be recreated or destroyed.";

    [Fact]
    public async Task Neither_a_change_that_needs_another_schema_nor_a_destroy_takes_it_away()
    {
        await sandbox.ApplyAsync(Bundle("kept"));
        sandbox.ClearRequests();

        (await Should.ThrowAsync<BundleInvalidException>(() => sandbox.ApplyAsync(Bundle("other")))).Message.ShouldContain(Fault);
        (await Should.ThrowAsync<BundleInvalidException>(() => sandbox.DestroyAsync(Bundle("kept")))).Message.ShouldContain(Fault);

        sandbox.Requests.ShouldNotContain(request => request.Contains("unity-catalog/schemas") && !request.StartsWith("GET "));
        (await sandbox.PlanAsync(Bundle("kept"))).Resources.ShouldHaveSingleItem().Action.ShouldBe(PlanAction.Unchanged);
    }

    static BundleFiles Bundle(string place) => TestBundle.Of($$"""
        bundle: {name: kept}
        resources:
          schemas:
            orders:
              name: orders
              catalog_name: nanba_dev_bronze
              storage_root: abfss://{{place}}@stdlukdev.dfs.core.windows.net
              lifecycle:
                prevent_destroy: true
        targets: {dev: }
        """);
}
