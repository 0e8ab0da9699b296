using ReleasePortal.Core.Provisioning.Deleting;
using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Core.Tests.Provisioning.Deleting;

/// <summary>What something still uses is not offered for deletion; who uses it, and what goes first, is said instead.</summary>
public sealed class StillUsedTests : IAsyncLifetime
{
    const string Infrastructure = "Pipelines:elt:Stages:0:Infrastructure";
    const string Network = "vnet-uksouth-dev";
    const string Subnets = $"Subnet snet-databricks-host of {Network} and subnet snet-databricks-container of {Network}";
    const string Clusters = "The clusters of workspace databricks-uksouth-dev live in it. Azure moves them nowhere else: it stays as long as that workspace does.";

    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await TestPortal.StartAsync();
        await SetAsync(("HostSubnet", "10.20.64.0/18"), ("ContainerSubnet", "10.20.128.0/18"), ("Locks", "false"));
        await _portal.ReleaseInDevAsync();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task The_network_of_living_clusters_cannot_be_deleted_and_each_row_says_why()
    {
        await SetAsync(("Locks", "false"));

        await CheckAsync();

        (await ReasonsAsync()).ShouldBe(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["NAT gateway nat-vnet-uksouth-dev"] = $"{Subnets} still use it: delete those first.",
            ["Network security group nsg-vnet-uksouth-dev"] = $"{Subnets} still use it: delete those first.",
            ["Public address pip-vnet-uksouth-dev"] = "NAT gateway nat-vnet-uksouth-dev still uses it: delete that first.",
            ["Subnet snet-databricks-container"] = Clusters,
            ["Subnet snet-databricks-host"] = Clusters,
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_page_from_before_the_look_gets_the_same_sentence_and_nothing_is_tried()
    {
        await SetAsync(("Locks", "false"));
        var subnet = await FormerAsync("snet-databricks-host");
        subnet.Stays.ShouldBeNull();

        (await DeleteAsync(subnet)).ShouldBe([Clusters]);

        (await FormerAsync("snet-databricks-host")).Stays.ShouldBe(Clusters);
        _portal.Sandbox.Requests.All.ShouldNotContain(request => request.Method == "DELETE");
    }

    [Fact]
    public async Task Without_the_workspace_one_after_the_other_goes_in_the_order_that_is_told()
    {
        await SetAsync(("Locks", "false"));
        await CheckAsync();
        var workspace = _portal.Sandbox.Arm.Resources.Keys.Single(
            id => id.EndsWith("/workspaces/databricks-uksouth-dev", StringComparison.Ordinal));
        _portal.Sandbox.Arm.Delete(workspace);
        await CheckAsync();

        var order = new List<string>();
        while ((await AllAsync()).FirstOrDefault(former => former.Stays is null) is { } next)
        {
            (await DeleteAsync(next)).ShouldBeEmpty();
            order.Add(next.Name);
        }

        order.ShouldBe(
            ["snet-databricks-container", "snet-databricks-host", "nat-vnet-uksouth-dev", "nsg-vnet-uksouth-dev", "pip-vnet-uksouth-dev"]);
        (await AllAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_settings_still_describe_is_named_as_such_until_a_deployment_lets_go()
    {
        await SetAsync(("HostSubnet", "10.20.64.0/18"), ("ContainerSubnet", "10.20.128.0/18"), ("NatGateway", "none"), ("Locks", "false"));
        await CheckAsync();
        (await FormerAsync("nat-vnet-uksouth-dev")).Stays.ShouldBe(
            $"{Subnets} still use it: the settings describe them. If the next deployment does not let go of this one, change them in the Azure portal.");

        await _portal.Sandbox.GitHub.PushAsync(
            ReleasePortal.Sandbox.Entra.Everybody.Tom, "Write a note", new Dictionary<string, string?> { ["bundle/docs/note.md"] = "note" },
            Soon);
        await _portal.ReleaseInDevAsync();
        await CheckAsync();

        (await FormerAsync("nat-vnet-uksouth-dev")).Stays.ShouldBeNull();
    }

    [Fact]
    public async Task Where_nothing_left_the_settings_nobody_is_asked_and_what_cannot_be_asked_keeps_its_reason()
    {
        _portal.Sandbox.Requests.Clear();
        await CheckAsync();
        var asked = _portal.Sandbox.Requests.All.Select(request => request.Path);
        asked.Count(path => path.Contains("/natGateways/", StringComparison.Ordinal)).ShouldBe(1);
        await SetAsync(("Locks", "false"));
        await CheckAsync();
        const string denied = """{"error":{"code":"AuthorizationFailed","message":"No."}}""";
        _portal.Sandbox.Faults.Add(
            new() { StandIn = "arm", Method = "GET", Path = "*/natGateways/*", Status = 403, Times = null, Body = denied });

        await CheckAsync();

        (await FormerAsync("nat-vnet-uksouth-dev")).Stays.ShouldBe($"{Subnets} still use it: delete those first.");
    }

    async Task SetAsync(params (string Key, string? Value)[] settings)
    {
        _portal.Settings.Clear();
        foreach (var (key, value) in settings)
        {
            _portal.Settings[$"{Infrastructure}:{key}"] = value;
        }

        await _portal.RestartAsync();
    }

    async Task CheckAsync() => (await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon)).ShouldBeNull();

    async Task<IReadOnlyList<FormerView>> AllAsync() =>
        (await _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, "dev", Soon)).Former;

    async Task<FormerView> FormerAsync(string name) => (await AllAsync()).Single(former => former.Name == name);

    async Task<Dictionary<string, string?>> ReasonsAsync() => (await AllAsync())
        .ToDictionary(former => $"{former.Kind} {former.Name}", former => former.Stays, StringComparer.Ordinal);

    async Task<IReadOnlyList<string>> DeleteAsync(FormerView former) =>
        await _portal.Get<DeleteFormerResource>()
            .RunAsync(TestPortal.Elt, "dev", former.Id, former.Name, TestPortal.Jonas, Soon) is Outcome.Refused refused
            ? refused.Objections
            : [];
}
