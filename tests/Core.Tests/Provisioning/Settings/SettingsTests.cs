using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Settings;

namespace ReleasePortal.Core.Tests.Provisioning.Settings;

/// <summary>Settings as the portal and the command line check them when they start: nobody has been asked anything yet.</summary>
public sealed class SettingsTests
{
    const string Id = "5f3c8f1e-0000-0000-0000-000000000001";
    const string Dev = "Pipelines:elt:Stages:0";
    const string Test = "Pipelines:elt:Stages:1";
    const string Group = "/subscriptions/…/resourceGroups/nanba-github";

    [Fact]
    public void Good_settings_have_no_fault() => FaultsOf().ShouldBeEmpty();

    [Fact]
    public void Everything_wrong_is_told_at_once_each_with_its_whole_key() => FaultsOf(
        ($"{Dev}:Region", "uk"),
        ($"{Dev}:StorageAccount", "Not-A-Name"),
        ($"{Dev}:Container", null),
        ($"{Dev}:Infrastructure:EndpointSubnet", null),
        ($"{Dev}:Infrastructure:AccessConnector", "a b"),
        ($"{Dev}:Infrastructure:Grants:analysts", "USE CATALOG"),
        ($"{Dev}:ApprovalsNeeded", "11"),
        ($"{Test}:KeyVault", "microsoft-vault"),
        ($"{Test}:Infrastructure:Schema", "information_schema"),
        ("Azure:TenantId", "nanba"),
        ("Databricks:AccountId", null)).ShouldBe([
            "Azure:TenantId: is not an id like 00000000-0000-0000-0000-000000000000.",
            $"Databricks:AccountId: is missing; {Dev}:Infrastructure:MetastoreId needs it. It stands in the account console.",
            $"{Dev}:ApprovalsNeeded must be a number from 0 (deploys by itself) to 10.",
            $"{Dev}:Container: is missing.",
            $"{Dev}:Infrastructure:AccessConnector: 'a b' is not 3 to 64 letters, digits, '_' and '-'.",
            $"{Dev}:Infrastructure:EndpointSubnet: is missing; a network needs it.",
            $"{Dev}:Infrastructure:Grants:analysts: 'USE CATALOG' is not a privilege on a catalog, like USE_CATALOG.",
            $"{Dev}:Region: 'uk' is not the short name of a region, like uksouth.",
            $"{Dev}:StorageAccount: 'Not-A-Name' is not 3 to 24 lower-case letters and digits.",
            $"{Test}:Infrastructure:Schema: 'information_schema' is a name that Databricks keeps for itself.",
            $"{Test}:KeyVault: 'microsoft-vault' holds 'microsoft', which Azure keeps for itself.",
        ], ignoreOrder: true);

    [Fact]
    public void Networks_of_two_stages_do_not_overlap() =>
        FaultsOf(($"{Test}:Infrastructure:AddressSpace", "10.20.128.0/17"), ($"{Test}:Infrastructure:EndpointSubnet", "10.20.128.0/24"))
            .ShouldBe([$"{Test}:Infrastructure:AddressSpace: '10.20.128.0/17' overlaps the network of {Dev} (10.20.0.0/16)."]);

    [Fact]
    public void Stages_may_share_a_network_that_both_describe_alike()
    {
        (string, string?)[] shared =
        [
            ($"{Test}:Infrastructure:Network", "VNET-dev"), ($"{Test}:Infrastructure:AddressSpace", "10.20.0.0/16"),
            ($"{Test}:Infrastructure:EndpointSubnet", "10.20.0.0/24"), ($"{Dev}:Infrastructure:Network", "VNET-dev"),
        ];

        FaultsOf(shared).ShouldBeEmpty();
        FaultsOf([.. shared, ($"{Test}:Infrastructure:EndpointSubnet", "10.20.1.0/24")]).ShouldBe([Otherwise(
            "Infrastructure:EndpointSubnet", "virtual network VNET-dev",
            "properties.subnets[snet-private-endpoints].properties.addressPrefix", "10.20.1.0/24", "10.20.0.0/24")]);
    }

    [Fact]
    public void A_name_that_is_unique_in_all_of_Azure_stands_in_one_resource_group() =>
        FaultsOf(
            ($"{Test}:ResourceGroup", "other"), ($"{Test}:Infrastructure:Catalog", null),
            ($"{Test}:StorageAccount", "stdlukdev"), ($"{Test}:KeyVault", "KV-dev-dbws")).ShouldBe(
        [
            $"{Test}:StorageAccount: 'stdlukdev' is the name of {Dev}, too, in another resource group; it is unique in all of Azure.",
            $"{Test}:KeyVault: 'KV-dev-dbws' is the name of {Dev}, too, in another resource group; it is unique in all of Azure.",
        ]);

    [Fact]
    public void Stages_of_one_resource_group_may_lie_in_different_regions_but_not_what_they_share()
    {
        FaultsOf(($"{Test}:Region", "ukwest")).ShouldBeEmpty();
        FaultsOf(
            ($"{Test}:Region", "ukwest"), ($"{Dev}:Infrastructure:AccessConnector", "ac-shared"),
            ($"{Test}:Infrastructure:AccessConnector", "ac-shared"))
            .ShouldBe([Otherwise("Region", "access connector ac-shared", "location", "ukwest", "uksouth")]);
    }

    [Fact]
    public void A_shared_storage_account_has_one_firewall_and_stands_in_one_network() => FaultsOf(
        ($"{Test}:StorageAccount", "stdlukdev"), ($"{Test}:Container", "silver"), ($"{Dev}:Infrastructure:AllowedRanges:0", "203.0.113.7"),
        ($"{Test}:Infrastructure:MetastoreId", Id), ($"{Test}:Infrastructure:CreateWorkspace", "true")).ShouldBe([
            Otherwise(
                "Infrastructure:AllowedRanges", "storage account stdlukdev", "properties.networkAcls.ipRules", "[]", """["203.0.113.7"]"""),
            Otherwise(
                "Infrastructure:Network", "private endpoint pe-stdlukdev-blob", "properties.subnet.id", Endpoints("test"),
                Endpoints("dev")),
            Otherwise(
                "Infrastructure:AccessConnector", "storage credential sc-stdlukdev", "azure_managed_identity.access_connector_id",
                Connector("test"), Connector("dev")),
        ]);

    [Theory]
    [InlineData("Grants:data", "USE_CATALOG", "grants.data", """["USE_CATALOG"]""", """["SELECT","USE_CATALOG"]""")]
    [InlineData("Grants:others", "USE_CATALOG", null, null, null)]
    public void A_shared_catalog_gives_a_principal_the_same_in_every_stage(
        string grant, string privileges, string? field, string? here, string? there)
    {
        (string, string?)[] shared = [($"{Test}:Infrastructure:Catalog", "nanba_dev"), ($"{Test}:Infrastructure:MetastoreId", Id),
            ($"{Test}:Infrastructure:CreateWorkspace", "true")];

        FaultsOf([.. shared, ($"{Test}:Infrastructure:{grant}", privileges)])
            .ShouldBe(field is null ? [] : [Otherwise($"Infrastructure:{grant}", "grants nanba_dev", field, here!, there!)]);
    }

    [Fact]
    public void A_catalog_whose_metastore_is_not_named_may_be_the_one_of_another_stage() =>
        FaultsOf(($"{Test}:Infrastructure:Catalog", "nanba_dev"), ($"{Test}:Infrastructure:Grants:data", "USE_CATALOG"))
            .ShouldContain(
                Otherwise(
                    "Infrastructure:Grants:data", "grants nanba_dev", "grants.data", """["USE_CATALOG"]""",
                    """["SELECT","USE_CATALOG"]"""));

    [Fact]
    public void A_workspace_is_closed_only_with_its_clusters_in_the_network() =>
        FaultsOf(($"{Dev}:Infrastructure:PublicWorkspace", "false")).ShouldBe(
            [$"{Dev}:Infrastructure:PublicWorkspace: false needs HostSubnet and ContainerSubnet: Azure closes only a workspace whose clusters live in your network."]);

    [Fact]
    public void One_address_names_one_workspace()
    {
        (string, string?)[] same = [($"{Test}:WorkspaceUrl", "https://ADB-dev.azuredatabricks.net/"),
            ($"{Test}:WorkspaceName", "databricks-dev")];
        var named = $"{Test}:WorkspaceUrl: 'https://adb-dev.azuredatabricks.net' is also {Dev}:WorkspaceUrl, and one address is one workspace; but";
        var theirs = $"/subscriptions/{Id}/resourceGroups/theirs/providers/Microsoft.Databricks/workspaces/databricks-dev";

        FaultsOf(same).ShouldBeEmpty();
        FaultsOf(same[0]).ShouldBe([$"{named} {Test}:WorkspaceName is 'databricks-test', and {Dev}:WorkspaceName is 'databricks-dev'."]);
        FaultsOf([.. same, ($"{Test}:Infrastructure:WorkspaceId", theirs)])
            .ShouldBe(
                [$"{named} {Test}:Infrastructure:WorkspaceId is '{theirs}', and {Dev}:Infrastructure:CreateWorkspace makes it in nanba-github."]);
    }

    [Fact]
    public void A_stage_may_adopt_the_workspace_that_another_makes() => FaultsOf(
        ($"{Test}:WorkspaceUrl", "https://adb-dev.azuredatabricks.net"), ($"{Test}:WorkspaceName", "databricks-dev"),
        ($"{Test}:Infrastructure:WorkspaceId",
            $"/subscriptions/{Id}/resourceGroups/NANBA-github/providers/Microsoft.Databricks/workspaces/databricks-dev")).ShouldBeEmpty();

    [Fact]
    public void Two_workspaces_do_not_share_the_subnets_of_clusters()
    {
        (string, string?)[] shared =
        [
            .. from stage in new[] { Dev, Test }
               from setting in new[] { ("Network", "vnet"), ("AddressSpace", "10.20.0.0/16"), ("EndpointSubnet",
                   "10.20.0.0/24"), ("HostSubnet", "10.20.64.0/18"), ("ContainerSubnet", "10.20.128.0/18") }
               select ($"{stage}:Infrastructure:{setting.Item1}", (string?)setting.Item2),
            ($"{Test}:Infrastructure:CreateWorkspace", "true"),
        ];

        FaultsOf(shared).ShouldBe(
            [$"{Test}:Infrastructure:HostSubnet: vnet holds the clusters of {Dev}, whose workspace is another; a subnet belongs to one workspace. Take another network."]);
    }

    [Theory]
    [InlineData("HostSubnet", "10.21.64.0/18")]
    [InlineData("PublicWorkspace", "false")]
    public void What_only_a_workspace_of_the_portal_has_needs_one(string setting, string value) =>
        FaultsOf(($"{Test}:Infrastructure:{setting}", value)).ShouldContain(
            $"{Test}:Infrastructure:{setting}: does nothing without Infrastructure:CreateWorkspace.");

    [Fact]
    public void A_schema_needs_its_catalog() =>
        FaultsOf(($"{Test}:Infrastructure:Catalog", null), ($"{Test}:Infrastructure:Schema", "sales"))
        .ShouldBe([$"{Test}:Infrastructure:Schema: does nothing without Infrastructure:Catalog."]);

    [Fact]
    public void A_list_that_is_given_as_one_value_is_told_and_not_passed_over() =>
        FaultsOf(($"{Dev}:Infrastructure:AllowedRanges", "203.0.113.7"))
        .ShouldBe([$"{Dev}:Infrastructure:AllowedRanges: '203.0.113.7' is one value, and this is a list: write AllowedRanges:0."]);

    [Fact]
    public void An_adopted_workspace_has_the_name_of_its_id() =>
        FaultsOf(
            ($"{Test}:Infrastructure:WorkspaceId",
                $"/subscriptions/{Id}/resourceGroups/theirs/providers/Microsoft.Databricks/workspaces/another"))
            .ShouldBe([$"{Test}:WorkspaceName: 'databricks-test' is not the workspace that Infrastructure:WorkspaceId names, 'another'."]);

    [Theory]
    [InlineData("Network", "AddressSpace: does nothing without Infrastructure:Network.", "EndpointSubnet: does nothing without Infrastructure:Network.")]
    [InlineData("Catalog", "MetastoreId: does nothing without Infrastructure:Catalog.", "Grants:data: does nothing without Infrastructure:Catalog.")]
    public void What_does_nothing_without_another_setting_is_told(string missing, params string[] faults) =>
        FaultsOf(($"{Dev}:Infrastructure:{missing}", null), ($"{Dev}:Infrastructure:AllowedRanges:0", "203.0.113.7"))
            .ShouldBe(faults.Select(fault => $"{Dev}:Infrastructure:{fault}"));

    [Theory]
    [InlineData("CreateWorkspace", "false", "MetastoreId: needs a workspace that the portal makes (CreateWorkspace) or adopts (WorkspaceId), for its number.")]
    [InlineData("MetastoreId", "metastore", "MetastoreId: 'metastore' is not the id of a metastore.")]
    public void A_metastore_needs_its_id_and_a_workspace(string setting, string value, string fault) =>
        FaultsOf(($"{Dev}:Infrastructure:{setting}", value)).ShouldBe([$"{Dev}:Infrastructure:{fault}"]);

    [Fact]
    public void An_empty_value_leaves_out_what_another_source_names() => FaultsOf(
        ($"{Dev}:KeyVault", ""),
        ($"{Dev}:Infrastructure:Network", ""),
        ($"{Dev}:Infrastructure:AddressSpace", ""),
        ($"{Dev}:Infrastructure:EndpointSubnet", ""),
        ($"{Dev}:Infrastructure:AllowedRanges:0", "203.0.113.7")).ShouldBeEmpty();

    [Fact]
    public void An_account_that_nobody_would_reach_is_told() => FaultsOf(
        ($"{Dev}:Infrastructure:Network", null), ($"{Dev}:Infrastructure:AddressSpace", null),
        ($"{Dev}:Infrastructure:EndpointSubnet", null)).ShouldBe([
            $"{Dev}:Infrastructure:Network: is left out, and neither AllowedSubnets nor AllowedRanges lets anybody in, "
            + "so nobody would reach stdlukdev. Set it, or name the clusters' subnets in AllowedSubnets.",
        ]);

    [Fact]
    public void A_workspace_is_made_or_adopted_but_not_both() =>
        FaultsOf(
            ($"{Dev}:Infrastructure:WorkspaceId",
                $"/subscriptions/{Id}/resourceGroups/theirs/providers/Microsoft.Databricks/workspaces/databricks-dev"))
            .ShouldHaveSingleItem().ShouldStartWith($"{Dev}:Infrastructure:WorkspaceId: ");

    [Fact]
    public void A_value_of_the_wrong_type_and_a_misspelt_key_are_named_and_hide_nothing_else() => FaultsOf(
        ($"{Dev}:Infrastructure:Locks", "yes"),
        ($"{Dev}:TokenLifetime", "15 days"),
        ($"{Dev}:Infrastructure:Netwrok", "vnet"),
        ($"{Dev}:Region", "uk"),
        ($"{Test}:Checks", "Everything")).ShouldBe([
            $"{Dev}:Infrastructure:Locks: 'yes' is not true or false.",
            $"{Dev}:Infrastructure:Netwrok: is no setting; is Network meant?",
            $"{Dev}:TokenLifetime: '15 days' is not a duration like 00:00:30 or 15.00:00:00 (days.hours:minutes:seconds).",
            $"{Dev}:Region: 'uk' is not the short name of a region, like uksouth.",
            $"{Test}:Checks: 'Everything' is not WholeJob or ChecksOnly or None.",
        ], ignoreOrder: true);

    /// <summary>What is said of a setting of test that describes what dev describes, too.</summary>
    static string Otherwise(string setting, string resource, string field, string here, string there) =>
        $"{Test}:{setting}: describes {resource} otherwise than {Dev}:{setting} does ({field} is '{here}' here, '{there}' there); stages that share a resource must describe it alike.";

    static string Endpoints(string stage) =>
        $"{Group}/providers/Microsoft.Network/virtualNetworks/vnet-{stage}/subnets/snet-private-endpoints";

    static string Connector(string stage) => $"{Group}/providers/Microsoft.Databricks/accessConnectors/ac-{stage}";

    static IReadOnlyList<string> FaultsOf(params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Azure:SubscriptionId"] = Id,
            ["Azure:TenantId"] = Id,
            ["Azure:ClientId"] = Id,
            ["Azure:ClientSecret"] = "secret",
            ["Databricks:AccountId"] = Id,
            ["Pipelines:elt:Bundle"] = "nanba",
            ["Pipelines:elt:Repository"] = "nanba/nanba",
        };
        Add(settings, Dev, "dev", "10.20");
        Add(settings, Test, "test", "10.21");
        settings[$"{Dev}:Infrastructure:CreateWorkspace"] = "true";
        settings[$"{Dev}:Infrastructure:MetastoreId"] = Id;
        settings[$"{Dev}:Infrastructure:Grants:data"] = "USE_CATALOG,SELECT";
        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null)).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration)
            .AddPipelineSettings(configuration)
            .AddAzureClient(configuration)
            .AddDatabricksClient(configuration)
            .AddProvisioning()
            .BuildServiceProvider();
        return SettingFaults.Of(services.GetRequiredService<IStartupValidator>());
    }

    static void Add(Dictionary<string, string?> settings, string at, string stage, string network)
    {
        settings[$"{at}:Name"] = stage;
        settings[$"{at}:WorkspaceUrl"] = $"https://adb-{stage}.azuredatabricks.net";
        settings[$"{at}:WorkspaceName"] = $"databricks-{stage}";
        settings[$"{at}:Region"] = "uksouth";
        settings[$"{at}:ResourceGroup"] = "nanba-github";
        settings[$"{at}:StorageAccount"] = $"stdluk{stage}";
        settings[$"{at}:Container"] = "bronze";
        settings[$"{at}:KeyVault"] = $"kv-{stage}-dbws";
        settings[$"{at}:ApprovalsNeeded"] = "1";
        settings[$"{at}:Infrastructure:Network"] = $"vnet-{stage}";
        settings[$"{at}:Infrastructure:AddressSpace"] = $"{network}.0.0/16";
        settings[$"{at}:Infrastructure:EndpointSubnet"] = $"{network}.0.0/24";
        settings[$"{at}:Infrastructure:AccessConnector"] = $"ac-{stage}";
        settings[$"{at}:Infrastructure:Catalog"] = $"nanba_{stage}";
    }
}
