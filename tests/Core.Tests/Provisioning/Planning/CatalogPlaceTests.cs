using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;
using ReleasePortal.Core.Tests.Provisioning.Settings;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>Where a catalog keeps its tables never changes. If the settings say otherwise, people are told; what the portal took as it was
/// stays usable.</summary>
public sealed class CatalogPlaceTests : ProvisioningTest
{
    const string Portal = "the portal";
    const string Place = "abfss://bronze@stdlukdev.dfs.core.windows.net/";

    [Theory]
    [InlineData(Portal, Place + "nanba_dev", null, false)]
    [InlineData(Portal, "abfss://BRONZE@stdlukdev.dfs.core.windows.net", null, false)]
    [InlineData(Portal, "abfss://bronze@stdlukdev.dfs.core.windows.net/tables", null, false)]
    [InlineData(Portal, "abfss://bronze2@stdlukdev.dfs.core.windows.net/nanba_dev", ResourceAction.NeedsReplacement, true)]
    [InlineData("THE PORTAL", "abfss://gold@other.dfs.core.windows.net/", ResourceAction.NeedsReplacement, true)]
    [InlineData(Portal, "abfss://silver@shared.dfs.core.windows.net/nanba_dev", null, true)]
    [InlineData("platform.team@nanba.example", "abfss://gold@other.dfs.core.windows.net/", null, true)]
    [InlineData(null, "abfss://gold@other.dfs.core.windows.net/", null, true)]
    [InlineData(Portal, null, null, true)]
    [InlineData("platform.team@nanba.example", null, null, true)]
    public void Only_a_place_that_the_portal_chose_and_no_stage_describes_any_more_stops_the_plan(
        string? maker, string? root, ResourceAction? action, bool isTold)
    {
        var found = new JsonObject { ["name"] = "nanba_dev", ["created_by"] = maker, ["storage_root"] = root };

        Described("ac-dev").DefectOf(found)?.Action.ShouldBe(action ?? default);
        (Described("ac-dev").DefectOf(found) is null).ShouldBe(action is null);
        (Described("ac-dev").NoteOn(found) is not null).ShouldBe(isTold);
        (Described(connector: null).DefectOf(found), Described(connector: null).NoteOn(found)).ShouldBe((null, null));
    }

    [Fact]
    public async Task The_plan_after_a_change_of_the_container_is_refused_and_names_the_settings()
    {
        var stage = Stages.Full(Clients) with { Network = null };
        stage = stage with { Catalog = stage.Catalog! with { Portal = Clients.Settings["Azure:ClientId"] } };
        Blueprint = StageBlueprint.Standard(stage);
        await ApplyAsync();
        (await PlanAsync()).Resources.Single(resource => resource.Kind == "Catalog").ShouldSatisfyAllConditions(
            made => made.Action.ShouldBe(ResourceAction.Unchanged), made => made.Note.ShouldBeNull());

        Blueprint = StageBlueprint.Standard(stage with { Container = "nickel" });
        var refused = await Should.ThrowAsync<ProvisioningException>(ApplyAsync);

        refused.Faults.ShouldBe(
        [
            $"Catalog nanba_dev: It keeps its tables in {Place}nanba_dev, which Databricks cannot change, and the settings StorageAccount and "
            + "Container say abfss://nickel@stdlukdev.dfs.core.windows.net/. Set them back, or name another Catalog.",
        ]);
        refused.IsLiftable.ShouldBeFalse();
    }

    [Fact]
    public async Task A_catalog_that_was_there_before_is_used_with_a_note_on_page_and_plan()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.ReleaseInDevAsync();
        await portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon);

        var view = await portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, "dev", Soon);

        const string note = $"It keeps its tables in the storage of the metastore, not in {Place}, and Databricks cannot change that. "
            + "It is used as it is; to have the tables there, name another Catalog.";
        var catalog = view.Resources.Single(resource => resource.Kind == "Catalog");
        (catalog.State, catalog.Reason, view.Differs).ShouldBe((ResourceState.InSync, note, false));
        view.Plan.Where(change => change.Note is not null).ShouldHaveSingleItem().Note.ShouldBe(note);
        portal.Get<StageBlueprints>().Of(portal.Pipeline.Get("test")).Resources.OfType<Catalog>().Single().Stage.Catalog!.Places
            .ShouldBe(["abfss://silver@stdluktest.dfs.core.windows.net/"]);
    }

    static Catalog Described(string? connector) => new(Stages.Small("1") with
    {
        AccessConnector = connector,
        Catalog = new()
        {
            WorkspaceUrl = new("https://adb-1.1.azuredatabricks.net"),
            Catalog = "nanba_dev",
            Schema = "default",
            Portal = Portal,
            Places = [Place, "abfss://silver@shared.dfs.core.windows.net/"],
        },
    });
}
