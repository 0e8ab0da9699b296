using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Tests.Clients.Azure;
using ReleasePortal.Core.Tests.Provisioning.Applying;
using ReleasePortal.Core.Tests.Provisioning.Settings;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>A group's region only says where Azure keeps its description; what is in it may be elsewhere, and Azure
/// never moves it.</summary>
public sealed class ExistingGroupTests : ProvisioningTest
{
    [Fact]
    public async Task A_group_of_another_region_is_taken_as_it_is_and_its_resources_go_where_the_settings_say()
    {
        Clients.Sandbox.Arm.Put(Wanted("Resource group").Id, new() { ["location"] = "ukwest" });

        (await PlanAsync()).Resources.Single(resource => resource.Kind == "Resource group").Action.ShouldBe(ResourceAction.Unchanged);
        await ApplyAsync();

        (await PlanAsync()).IsEmpty.ShouldBeTrue();
        ((string?)Found(Wanted("Resource group").Id)["location"]).ShouldBe("ukwest");
        ((string?)Found(Wanted("Storage account").Id)["location"]).ShouldBe("uksouth");
    }

    /// <summary>Azure refuses any other.</summary>
    [Fact]
    public async Task A_group_that_must_be_written_again_keeps_its_region()
    {
        var arm = new ResourceManager();
        await using var azure = await AzureFixture.StartAsync(arm.Map);
        var group = new Core.Provisioning.Resources.ResourceGroup(Stages.Small(AzureFixture.Subscription.Split('/')[^1]));
        arm.Resources[group.Id] = new() { ["location"] = "ukwest", ["properties"] = new JsonObject { ["provisioningState"] = "Failed" } };
        var blueprint = new StageBlueprint([group]);
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);

        await azure.Get<Provisioner>().ApplyAsync(blueprint, await azure.Get<Provisioner>().PlanAsync(blueprint, Soon), journal, Soon);

        ((string?)arm.Sent[group.Id]["location"]).ShouldBe("ukwest");
    }
}
