using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>One rule says what lets somebody in: for approvers of a plan, and for whoever reads that a stage has drifted.</summary>
public sealed class OpeningsTests
{
    [Theory]
    [InlineData("Storage account", "properties.networkAcls.defaultAction", "Deny", "Allow",
        "storage account lets everybody through its firewall")]
    [InlineData("Key vault", "properties.networkAcls.defaultAction", "Deny", null, "key vault lets everybody through its firewall")]
    [InlineData("Workspace", "properties.publicNetworkAccess", "Disabled", "Enabled", "workspace can be reached from the internet")]
    [InlineData("Blob container", "properties.publicAccess", "None", "Container", "blob container can be read by anybody")]
    [InlineData("Storage account", "properties.allowBlobPublicAccess", "false", "true",
        "storage account may have containers that anybody reads")]
    [InlineData("Storage account", "properties.allowSharedKeyAccess", "false", "true",
        "storage account lets in whoever has one of its keys")]
    [InlineData("Storage account", "properties.supportsHttpsTrafficOnly", "true", "false", "storage account answers without encryption")]
    [InlineData("Storage account", "properties.minimumTlsVersion", "TLS1_2", "TLS1_0",
        "storage account takes connections as old as TLS 1.0")]
    [InlineData("Key vault", "properties.enableRbacAuthorization", "true", "false", "key vault goes by access policies instead of roles")]
    [InlineData("Key vault", "properties.networkAcls.ipRules", """["203.0.113.7"]""", """["203.0.113.7/32","198.51.100.0/24"]""",
        "key vault lets in 198.51.100.0/24")]
    [InlineData("Storage account", "properties.networkAcls.virtualNetworkRules", "[]", """["/subscriptions/s/subnets/runners"]""",
        "storage account lets in the subnet runners")]
    [InlineData("Network security group", "properties.securityRules", "[]", """["ssh"]""",
        "network security group has a rule that nobody described: ssh")]
    [InlineData("Virtual network", "properties.subnets[a].properties.networkSecurityGroup.id", "/nsg", null,
        "virtual network has a subnet without its security group")]
    [InlineData("Grants", "grants.finance@x", """["SELECT"]""", """["ALL_PRIVILEGES","SELECT"]""",
        "finance@x has ALL PRIVILEGES on catalog gold")]
    public void What_lets_more_in_is_told(string kind, string field, string described, string? found, string opening)
    {
        Openings.Standing([Resource(kind, new FieldChange(field, found, described))]).ShouldBe([opening]);
        Openings.Standing([Resource(kind, new FieldChange(field, described, found))]).ShouldBeEmpty();
        Openings.By(Resource(kind, new FieldChange(field, described, found))).ShouldBe([opening]);
        Openings.By(Resource(kind, new FieldChange(field, found, described))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("properties.networkAcls.bypass", "AzureServices", "None")]
    [InlineData("properties.networkAcls.ipRules", """["203.0.113.7"]""", "[]")]
    [InlineData("properties.minimumTlsVersion", "TLS1_2", "TLS1_3")]
    [InlineData("sku.name", "Standard_LRS", "Standard_GRS")]
    public void What_lets_nobody_in_is_not(string field, string described, string found) =>
        Openings.Standing([Resource("Storage account", new FieldChange(field, found, described))]).ShouldBeEmpty();

    [Fact]
    public void The_worst_comes_first_whichever_resource_it_is_of()
    {
        var account = Resource("Storage account", new FieldChange("properties.networkAcls.ipRules", """["203.0.113.7"]""", "[]"));
        var vault = Resource(
            "Key vault",
            new FieldChange("properties.publicNetworkAccess", "Enabled", "Disabled"),
            new FieldChange("properties.networkAcls.defaultAction", "Allow", "Deny"));

        Openings.Standing([account, vault]).ShouldBe(["key vault is open to the internet", "storage account lets in 203.0.113.7"]);
    }

    [Theory]
    [InlineData(ResourceAction.Create, ChangeCause.ByHand)]
    [InlineData(ResourceAction.Update, ChangeCause.Description)]
    public void What_is_not_there_and_what_the_settings_no_longer_let_in_is_not_somebodys_doing(ResourceAction action, ChangeCause cause) =>
        Openings.Standing([
            Resource("Key vault", new FieldChange("properties.publicNetworkAccess", "Enabled", "Disabled") { Cause = cause })
                with { Action = action },
        ]).ShouldBeEmpty();

    [Fact]
    public void Approvers_are_told_what_a_plan_opens_and_what_stands_open_until_then()
    {
        var opening = Resource("Key vault", new FieldChange("properties.networkAcls.ipRules", "[]", """["203.0.113.7"]"""));
        var byHand = new FieldChange("properties.publicNetworkAccess", "Enabled", "Disabled") { Cause = ChangeCause.ByHand };
        var closing = Resource("Storage account", byHand);
        var plan = new PlanView([], PlanView.Of(new ResourcePlan([opening, closing])), []);

        var risks = Risk.In(plan, PromotionKind.Provision, "prod", null, []);

        risks.Select(risk => risk.Title).ShouldBe(["Lets more in: key vault lets in 203.0.113.7.", "Sets Storage account “x” back."]);
        risks[1].Detail.ShouldEndWith("those changes are lost. Until then storage account can be reached from the internet.");
    }

    static PlannedResource Resource(string kind, params FieldChange[] changes) =>
        new("/x", kind, kind is "Grants" ? "gold" : "x", ResourceAction.Update, changes, []);
}
