using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Tests.Sandbox;

/// <summary>What Azure refuses in a body, whichever verb it comes with.</summary>
public sealed class AzureWritesTests : SandboxTest
{
    const string Version = "2023-05-01";

    string Group => $"/subscriptions/{Box.Entra.Tenant.SubscriptionId}/resourceGroups/nanba-github";

    string Account => $"{Group}/providers/Microsoft.Storage/storageAccounts/stdlukdev";

    [Fact]
    public async Task A_patch_is_checked_as_what_comes_out_of_it_and_changes_nothing_when_it_is_wrong()
    {
        Put();
        var before = Box.Arm.Resources[Account].ToJsonString();

        var (status, body) = await SendAsync(HttpMethod.Patch, Account, Version, new { properties = new { minimumTlsVersion = "TLS9" } });

        status.ShouldBe(400);
        ((string)body!["error"]!["code"]!).ShouldBe("InvalidRequestContent");
        ((string)body["error"]!["message"]!).ShouldContain("properties.minimumTlsVersion");
        Box.Arm.Resources[Account].ToJsonString().ShouldBe(before);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_leaves_the_rest()
    {
        Put();

        var (status, body) = await SendAsync(HttpMethod.Patch, Account, Version, new { properties = new { minimumTlsVersion = "TLS1_2" } });

        status.ShouldBe(200);
        ((string)body!["properties"]!["minimumTlsVersion"]!).ShouldBe("TLS1_2");
        ((bool)Box.Arm.Resources[Account]["properties"]!["isHnsEnabled"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_moves_to_another_region()
    {
        Put();

        var group = await SendAsync(HttpMethod.Put, Group, "2025-04-01", new { location = "ukwest" });
        var account = await SendAsync(
            HttpMethod.Put, Account, Version, new { location = "ukwest", kind = "StorageV2", sku = new { name = "Standard_LRS" } });
        var same = await SendAsync(HttpMethod.Put, Group, "2025-04-01", new { location = "UK South" });

        (group.Status, (string?)group.Body!["error"]!["code"]).ShouldBe((409, "InvalidResourceGroupLocation"));
        (account.Status, (string?)account.Body!["error"]!["code"]).ShouldBe((409, "InvalidResourceLocation"));
        same.Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("10.20.0.0/16", "10.20.1.0/24", 1, 201, null)]
    [InlineData("10.20.0.0/16", "10.99.1.0/24", 1, 400, "NetcfgSubnetRangeOutsideVnet")]
    [InlineData("10.20.1.0/24", "10.20.0.0/16", 1, 400, "NetcfgSubnetRangeOutsideVnet")]
    [InlineData("10.20.0.0/16", "10.20.1.0/24", 2, 400, "SubnetHasMultipleDelegations")]
    public async Task A_subnet_lies_in_its_network_and_belongs_to_one_service(
        string space, string range, int delegations, int status, string? code)
    {
        Put();
        var delegated = Enumerable.Range(0, delegations).Select(number =>
            new { name = $"{number}", properties = new { serviceName = "Microsoft.Databricks/workspaces" } });

        var answer = await SendAsync(HttpMethod.Put, $"{Group}/providers/Microsoft.Network/virtualNetworks/vnet", "2026-03-01", new
        {
            location = "uksouth",
            properties = new
            {
                addressSpace = new { addressPrefixes = new[] { space } },
                subnets = new[] { new { name = "host", properties = new { addressPrefix = range, delegations = delegated } } },
            },
        });

        (answer.Status, (string?)answer.Body?["error"]?["code"]).ShouldBe((status, code));
    }

    [Theory]
    [InlineData("uksouth", 404)]
    [InlineData("ukwest", 200)]
    [InlineData("UKWest", 200)]
    public async Task A_deleted_vault_is_known_in_its_region_alone(string region, int expected)
    {
        DeleteVault();

        (await SendAsync(HttpMethod.Get, Deleted(region), "2026-05-15", null)).Status.ShouldBe(expected);
        (await SendAsync(HttpMethod.Post, $"{Deleted(region)}/purge", "2026-05-15", null)).Status.ShouldBe(
            expected == 200 ? 202 : expected);
    }

    [Fact]
    public async Task A_deleted_vault_comes_back_in_its_region_alone_and_holds_its_name_in_all()
    {
        DeleteVault();
        Task<(int Status, JsonNode? Body)> PutAsync(string region, string? mode) =>
            SendAsync(HttpMethod.Put, $"{Group}/providers/Microsoft.KeyVault/vaults/kv-dev-dbws", "2026-05-15", new
            {
                location = region,
                properties = new { createMode = mode, tenantId = Box.Entra.Tenant.Id, sku = new { family = "A", name = "standard" } },
            });

        (await PutAsync("uksouth", "recover")).Status.ShouldBe(404);
        ((string?)(await PutAsync("uksouth", "default")).Body!["error"]!["code"]).ShouldBe("ConflictError");
        (await PutAsync("ukwest", "recover")).Status.ShouldBe(201);
    }

    string Deleted(string region) =>
        $"/subscriptions/{Box.Entra.Tenant.SubscriptionId}/providers/Microsoft.KeyVault/locations/{region}/deletedVaults/kv-dev-dbws";

    void DeleteVault()
    {
        Box.Arm.Put(Group, new() { ["location"] = "uksouth" });
        Box.Arm.Put(
            $"{Group}/providers/Microsoft.KeyVault/vaults/kv-dev-dbws",
            new() { ["location"] = "ukwest", ["properties"] = new JsonObject() });
        Box.Arm.Delete($"{Group}/providers/Microsoft.KeyVault/vaults/kv-dev-dbws");
    }

    void Put()
    {
        Box.Arm.Put(Group, new() { ["location"] = "uksouth" });
        Box.Arm.Put(Account, new()
        {
            ["location"] = "uksouth",
            ["kind"] = "StorageV2",
            ["sku"] = new JsonObject { ["name"] = "Standard_LRS" },
            ["properties"] = new JsonObject { ["isHnsEnabled"] = true },
        });
    }

    async Task<(int Status, JsonNode? Body)> SendAsync(HttpMethod method, string id, string version, object? body) =>
        await Call(method, new Uri(Box.Uris.Tls, $"{id[1..]}?api-version={version}"), await TokenFor("https://management.azure.com"), body);
}
