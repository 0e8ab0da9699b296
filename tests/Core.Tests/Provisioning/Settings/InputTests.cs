using ReleasePortal.Core.Provisioning;

namespace ReleasePortal.Core.Tests.Provisioning.Settings;

public sealed class InputTests
{
    const string Id = "5f3c8f1e-0000-0000-0000-000000000001";

    static readonly StageResources Good = Stages.Small(
        Id) with
    { TenantId = Id, KeyVault = "kv-dev-dbws", Network = Stages.Network(clusters: true) };

    [Fact]
    public void Good_settings_have_no_fault() => StageBlueprint.Standard(Good).Faults().ShouldBeEmpty();

    [Theory]
    [InlineData("kv")]
    [InlineData("1vault")]
    [InlineData("kv--dev")]
    [InlineData("kv-dev-")]
    [InlineData("a-name-of-more-than-24-letters")]
    public void A_vault_name_that_Azure_refuses_is_named(string name) =>
        FaultsOf(Good with { KeyVault = name }).ShouldHaveSingleItem().ShouldStartWith($"KeyVault: '{name}' is not 3 to 24");

    [Theory]
    [InlineData("Microsoft-dev", "Microsoft")]
    [InlineData("my-windows-vault", "windows")]
    [InlineData("login-dev", "login")]
    [InlineData("office365", "office365")]
    public void A_name_that_Azure_keeps_for_itself_is_named(string name, string word) =>
        FaultsOf(Good with { KeyVault = name }).ShouldBe([$"KeyVault: '{name}' holds '{word}', which Azure keeps for itself."]);

    [Theory]
    [InlineData("dev-login")]
    [InlineData("kv-azure")]
    public void A_reserved_word_inside_a_name_may_stand_there(string name) => FaultsOf(Good with { KeyVault = name }).ShouldBeEmpty();

    [Fact]
    public void The_name_of_the_group_that_Azure_makes_for_a_workspace_must_not_be_too_long() =>
        FaultsOf(Good with { ResourceGroup = new('g', 40), Workspace = new() { Name = new('w', 50) } })
            .ShouldHaveSingleItem().ShouldStartWith("WorkspaceName: ");

    [Fact]
    public void A_region_that_does_not_exist_is_named() =>
        FaultsOf(Good with { Region = "uksouthwest" }).ShouldBe(["Region: 'uksouthwest' is not the short name of a region, like uksouth."]);

    [Theory]
    [InlineData("10.20.0.0/16", "10.20.0.0/24", "10.20.0.0/18", "10.20.128.0/18", "Infrastructure:HostSubnet: '10.20.0.0/18' overlaps EndpointSubnet (10.20.0.0/24).")]
    [InlineData("10.20.0.0/16", "10.21.0.0/24", "10.20.64.0/18", "10.20.128.0/18", "Infrastructure:EndpointSubnet: '10.21.0.0/24' does not lie in the address space 10.20.0.0/16.")]
    [InlineData("10.20.0.0/16", "10.20.0.0/24", "10.20.64.0/27", "10.20.128.0/18", "Infrastructure:HostSubnet: '10.20.64.0/27' is too small; it must be /26 or larger.")]
    [InlineData("10.20.0.0/16", "10.20.0.0/24", "10.20.64.0/18", null, "Infrastructure:ContainerSubnet: is missing; clusters need a subnet for hosts and one for containers.")]
    [InlineData("10.20.0.1/16", "10.20.0.0/24", "10.20.64.0/18", "10.20.128.0/18", "Infrastructure:AddressSpace: '10.20.0.1/16' is not an address range like 10.20.0.0/16 (first address of the range, IPv4).")]
    [InlineData("127.0.0.0/16", "127.0.0.0/24", "127.0.64.0/18", "127.0.128.0/18", "Infrastructure:AddressSpace: '127.0.0.0/16' holds addresses that Azure takes in no network (127.0.0.0/8).")]
    [InlineData("168.63.0.0/16", "168.63.0.0/24", "168.63.64.0/18", "168.63.160.0/19", "Infrastructure:AddressSpace: '168.63.0.0/16' holds addresses that Azure takes in no network (168.63.129.16/32).")]
    [InlineData("10.0.0.0/15", "10.0.0.0/24", "10.0.64.0/18", "10.0.128.0/18", "Infrastructure:AddressSpace: '10.0.0.0/15' must be from /16 to /24, since clusters live in it.")]
    public void Address_ranges_that_do_not_fit_are_named(string space, string endpoints, string hosts, string? containers, string fault) =>
        FaultsOf(
            Good with { Network = new() { Name = "vnet", AddressSpace = space, EndpointSubnet = endpoints, HostSubnet = hosts, ContainerSubnet = containers } })
            .ShouldBe([fault]);

    static IEnumerable<string> FaultsOf(StageResources stage) => StageBlueprint.Standard(stage).Faults().Select(fault => fault.ToString());
}
