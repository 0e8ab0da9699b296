using System.Text.Json.Nodes;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;
using ReleasePortal.Core.Tests.Provisioning.Settings;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>A WorkspaceUrl that answers may be another workspace's: nothing of the stage goes there.</summary>
public sealed class WorkspaceAddressTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("adb-1.1.azuredatabricks.net", "https://ADB-1.1.azuredatabricks.net/", null)]
    [InlineData("adb-1.1.azuredatabricks.net", "https://adb-2.2.azuredatabricks.net", "https://adb-1.1.azuredatabricks.net")]
    [InlineData("adb-1.1.azuredatabricks.net", "https://databricks.nanba.example", "https://adb-1.1.azuredatabricks.net")]
    [InlineData("localhost:5084", "http://localhost:5084/", null)]
    [InlineData("localhost:5084", "http://localhost:5085/", "http://localhost:5084")]
    [InlineData("localhost:5084", "http://localhost/", "http://localhost:5084")]
    [InlineData(null, "https://adb-2.2.azuredatabricks.net", null)]
    public void Host_and_port_are_what_Azure_says(string? told, string set, string? right)
    {
        var stage = Stages.Small("5f3c8f1e-0000-0000-0000-000000000001") with
        {
            Workspace = new() { Name = "databricks-uksouth-dev", Url = new(set) },
        };
        var found = new JsonObject { ["properties"] = told is null ? [] : new JsonObject { ["workspaceUrl"] = told } };

        var defect = new Workspace(stage).DefectOf(found);

        defect?.Action.ShouldBe(ResourceAction.Blocked);
        defect?.Reason.ShouldBe(
            $"Azure says that the address of databricks-uksouth-dev is {right}, but WorkspaceUrl is {set.TrimEnd('/')}, "
            + $"so nothing is asked or changed there. Set WorkspaceUrl to {right}, and request this again.");
        (defect is null).ShouldBe(right is null);
    }

    [Fact]
    public async Task Swapped_addresses_of_two_stages_block_the_plan_and_nothing_is_asked_there()
    {
        await _portal.ReleaseInDevAsync();
        await SwapAsync();

        await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon);

        var view = await _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, "dev", Soon);
        var workspace = view.Resources.Single(resource => resource.State is ResourceState.Blocked);
        (workspace.Kind, workspace.Reason).ShouldBe(("Workspace", Sentence("dev", set: "test")));
        view.Resources.Where(resource => resource.State is ResourceState.Unknown)
            .Select(resource => resource.Kind).ShouldBe(["Storage credential", "External location", "Catalog", "Schema", "Grants"]);
        view.Resources.ShouldAllBe(resource => resource.State == ResourceState.InSync || resource.Reason == workspace.Reason);
        Asked().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_promotion_to_the_stage_is_refused_and_its_bundle_is_not_planned_in_the_other_workspace()
    {
        var release = await _portal.ReleaseInDevAsync();
        await MakeTestAsync();
        await SwapAsync();

        var preview = (await _portal.Get<PreviewPromotion>().RunAsync(TestPortal.Elt, "test", release, TestPortal.Helen, Soon))!;
        var requested = await _portal.Get<RequestPromotion>()
            .RunAsync(TestPortal.Elt, "test", release, "It is ready", TestPortal.Helen, Soon);

        var fault = $"Workspace databricks-uksouth-test: {Sentence("test", set: "dev")}";
        preview.Faults.ShouldBe([fault]);
        requested.ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldBe([fault]);
        Asked().ShouldBeEmpty();
        _portal.Sandbox.Requests.All.ShouldNotContain(request => request.Method == "PUT");
    }

    [Fact]
    public async Task What_a_workspace_of_the_same_name_elsewhere_answers_is_not_taken_for_an_adopted_one()
    {
        await _portal.ReleaseInDevAsync();
        var id = _portal.Sandbox.Arm.Resources.Keys.Single(
            key => key.EndsWith("/workspaces/databricks-uksouth-dev", StringComparison.Ordinal));
        _portal.Settings["Pipelines:elt:Stages:0:Infrastructure:CreateWorkspace"] = null;
        _portal.Settings["Pipelines:elt:Stages:0:Infrastructure:WorkspaceId"] = id;
        await SwapAsync();

        await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon);

        var view = await _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, "dev", Soon);
        view.Resources.Single(resource => resource.State is ResourceState.Blocked).Reason.ShouldBe(Sentence("dev", set: "test"));
        Asked().ShouldBeEmpty();
    }

    /// <summary>Before it is made nobody knows its address; afterwards nothing of the stage reaches the other workspace.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_workspace_whose_address_is_another_gets_neither_catalog_nor_bundle(bool hasCatalog)
    {
        foreach (var key in hasCatalog ? [] : new[] { "Catalog", "MetastoreId", "Grants:data-engineers", "Grants:finance-analysts" })
        {
            _portal.Settings[$"Pipelines:elt:Stages:0:Infrastructure:{key}"] = null;
        }

        await SwapAsync();
        await _portal.FindReleaseAsync();

        var deployment = await _portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Errored);
        deployment.Reason.ShouldNotBeNull().ShouldContain(Sentence("dev", set: "test"));
        _portal.Sandbox.Arm.Resources.Keys.ShouldContain(
            key => key.EndsWith("/workspaces/databricks-uksouth-dev", StringComparison.Ordinal));
        Asked().ShouldAllBe(request => request.Method == "GET");
        Asked().ShouldNotContain(request => request.Path.Contains("/unity-catalog/", StringComparison.Ordinal));
    }

    /// <summary>Each workspace answers as before, but the settings have taken one for the other.</summary>
    async Task SwapAsync()
    {
        _portal.Settings["Pipelines:elt:Stages:0:WorkspaceUrl"] = Url("test");
        _portal.Settings["Pipelines:elt:Stages:1:WorkspaceUrl"] = Url("dev");
        await _portal.RestartAsync();
        _portal.Sandbox.Requests.Clear();
    }

    async Task MakeTestAsync()
    {
        var blueprint = _portal.Get<StageBlueprints>().Of(_portal.Pipeline.Get("test"));
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);
        await _portal.Get<Provisioner>().ApplyAsync(blueprint, await _portal.Get<Provisioner>().PlanAsync(blueprint, Soon), journal, Soon);
    }

    string Url(string stage) => _portal.Sandbox.Uris.Workspaces[stage].ToString();

    string Sentence(string stage, string set) =>
        $"Azure says that the address of databricks-uksouth-{stage} is {Url(stage).TrimEnd('/')}, but WorkspaceUrl is {Url(set).TrimEnd('/')}, "
        + $"so nothing is asked or changed there. Set WorkspaceUrl to {Url(stage).TrimEnd('/')}, and request this again.";

    /// <summary>What the workspaces of Databricks were asked.</summary>
    List<LoggedRequest> Asked() => [.. _portal.Sandbox.Requests.All.Where(request => request.StandIn is "dev" or "test")];
}
