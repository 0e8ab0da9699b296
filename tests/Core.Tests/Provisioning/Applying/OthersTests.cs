using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Tests.Provisioning.Applying;

/// <summary>The portal is not alone: what others set, make and delete beside it, or at the same time.</summary>
public sealed class OthersTests : ProvisioningTest
{
    [Fact]
    public async Task Fields_of_others_stay_when_ours_are_set_right()
    {
        await ApplyAsync();
        Change("Virtual network", network =>
        {
            network["flowTimeoutInMinutes"] = 10;
            network["encryption"] = new JsonObject { ["enabled"] = true, ["enforcement"] = "AllowUnencrypted" };
            network["subnets"]![0]!["properties"]!["privateEndpointNetworkPolicies"] = "Enabled";
        });
        var account = Found(Wanted("Storage account").Id);
        account["identity"] = new JsonObject { ["type"] = "SystemAssigned" };
        account["properties"]!["sasPolicy"] = new JsonObject { ["sasExpirationPeriod"] = "1.00:00:00", ["expirationAction"] = "Block" };
        account["properties"]!["minimumTlsVersion"] = "TLS1_0";
        Clients.Sandbox.Arm.Put(Wanted("Storage account").Id, account);

        (await ApplyAsync()).Count.ShouldBe(2);

        Properties("Virtual network")["flowTimeoutInMinutes"]!.GetValue<int>().ShouldBe(10);
        Properties("Virtual network")["encryption"]!["enabled"]!.GetValue<bool>().ShouldBeTrue();
        Properties("Storage account")["sasPolicy"]!["expirationAction"]!.GetValue<string>().ShouldBe("Block");
        Found(Wanted("Storage account").Id)["identity"]!["type"]!.GetValue<string>().ShouldBe("SystemAssigned");
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task What_others_set_inside_of_what_is_ours_stays_too()
    {
        await ApplyAsync();
        Change("Virtual network", network =>
        {
            network["addressSpace"]!["ipamPoolPrefixAllocations"] = new JsonArray(
                new JsonObject { ["pool"] = new JsonObject { ["id"] = "/pools/p" }, ["numberOfIpAddresses"] = "65536" });
            network["subnets"]![0]!["properties"]!["privateEndpointNetworkPolicies"] = "Enabled";
        });
        Change("Workspace", workspace =>
        {
            workspace["parameters"]!["prepareEncryption"] = new JsonObject { ["type"] = "Bool", ["value"] = true };
            workspace["publicNetworkAccess"] = "Disabled";
        });

        (await ApplyAsync()).Count.ShouldBe(2);

        Properties("Virtual network")["addressSpace"]!["ipamPoolPrefixAllocations"]!.AsArray().ShouldHaveSingleItem();
        Properties("Workspace")["parameters"]!["prepareEncryption"]!["value"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task An_identity_that_somebody_took_from_the_connector_comes_back_beside_theirs()
    {
        await ApplyAsync();
        var connector = Found(Wanted("Access connector").Id);
        connector["identity"] = new JsonObject
        {
            ["type"] = "UserAssigned",
            ["userAssignedIdentities"] = new JsonObject { ["/theirs"] = new JsonObject { ["clientId"] = "c", ["principalId"] = "p" } },
        };
        Clients.Sandbox.Arm.Put(Wanted("Access connector").Id, connector);

        var change = (await PlanAsync()).Resources.Single(resource => resource.Kind == "Access connector").Changes.ShouldHaveSingleItem();
        await ApplyAsync();

        (change.Old, change.New).ShouldBe(("UserAssigned", "SystemAssigned,UserAssigned"));
        Found(Wanted("Access connector").Id)["identity"]!["userAssignedIdentities"]!.ToJsonString().ShouldBe("""{"/theirs":{}}""");
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_range_that_Azure_keeps_as_a_list_is_sent_back_as_a_list()
    {
        await ApplyAsync();
        Change("Virtual network", network =>
        {
            var properties = network["subnets"]![0]!["properties"]!.AsObject();
            properties["addressPrefixes"] = new JsonArray((string?)properties["addressPrefix"]);
            properties.Remove("addressPrefix");
        });
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
        Change("Virtual network", network => network["subnets"]![0]!["properties"]!["privateEndpointNetworkPolicies"] = "Enabled");

        await ApplyAsync();

        var range = Properties("Virtual network")["subnets"]![0]!["properties"]!.AsObject();
        range["addressPrefixes"]!.AsArray().Count.ShouldBe(1);
        range.ContainsKey("addressPrefix").ShouldBeFalse();
    }

    [Fact]
    public async Task An_identity_that_was_deleted_by_hand_is_made_again_with_its_role()
    {
        await ApplyAsync();
        Clients.Sandbox.Arm.Delete(Wanted("Access connector").Id);

        var plan = await PlanAsync();
        await ApplyAsync();

        plan.Resources.Where(resource => resource.Action is not ResourceAction.Unchanged)
            .Select(resource => (resource.Kind, resource.Action))
            .ShouldBe([("Access connector", ResourceAction.Create), ("Role assignment", ResourceAction.Create)]);
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
        var principal = (string)Found(Wanted("Access connector").Id)["identity"]!["principalId"]!;
        Clients.Sandbox.Arm.Resources.Values.ShouldContain(
            resource => (string?)(resource["properties"] as JsonObject)!["principalId"] == principal);
    }

    /// <summary>The command line takes no lease of the portal, so both may be at a stage at once.</summary>
    [Fact]
    public async Task Two_at_once_end_the_same_and_make_nothing_twice()
    {
        var (before, plan) = (Clients.Sandbox.Arm.Resources.Count, await PlanAsync());

        await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);
            await Provisioner.ApplyAsync(Blueprint, plan, journal, Soon);
        }));

        (await PlanAsync()).IsEmpty.ShouldBeTrue();
        Clients.Sandbox.Arm.Resources.Count.ShouldBe(before + Blueprint.Resources.OfType<AzureResource>().Count());
        Clients.Sandbox.Account.Assignments.Count.ShouldBe(1);
    }
}
