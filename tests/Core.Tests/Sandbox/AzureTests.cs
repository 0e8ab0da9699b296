using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.ResourceManager;
using Azure.ResourceManager.Resources;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests.Sandbox;

/// <summary>Azure's own libraries, from the token to the end of a long-running operation.</summary>
public sealed class AzureTests : SandboxTest
{
    const string Storage = "Microsoft.Storage/storageAccounts";

    protected override SandboxOptions Options => new() { TakenStorageAccounts = new HashSet<string> { "stdluktaken" } };

    [Fact]
    public async Task A_storage_account_is_created_and_found_again_in_any_case()
    {
        var group = await Group();
        var id = new ResourceIdentifier($"{group}/providers/{Storage}/stdlukdev");

        var created = await Arm().GetGenericResources().CreateOrUpdateAsync(WaitUntil.Completed, id, Account(), Soon);
        var found = await Arm().GetGenericResource(
            new ResourceIdentifier(id.ToString().Replace("nanba-github", "NANBA-GitHub", StringComparison.Ordinal)))
            .GetAsync(Soon);

        created.Value.Data.Name.ShouldBe("stdlukdev");
        found.Value.Data.Properties.ToString().ShouldContain("\"provisioningState\":\"Succeeded\"");
        Box.Arm.Resources.Keys.ShouldContain(id.ToString());
    }

    [Fact]
    public async Task A_name_that_somebody_else_has_is_refused()
    {
        var id = new ResourceIdentifier($"{await Group()}/providers/{Storage}/stdluktaken");

        var refusal = await Should.ThrowAsync<RequestFailedException>(() =>
            Arm().GetGenericResources().CreateOrUpdateAsync(WaitUntil.Completed, id, Account(), Soon));

        refusal.ErrorCode.ShouldBe("StorageAccountAlreadyTaken");
    }

    [Fact]
    public async Task Nothing_is_created_in_a_group_that_is_not_there()
    {
        var id = new ResourceIdentifier(
            $"/subscriptions/{Box.Entra.Tenant.SubscriptionId}/resourceGroups/nowhere/providers/{Storage}/stdlukdev");

        var refusal = await Should.ThrowAsync<RequestFailedException>(() =>
            Arm().GetGenericResources().CreateOrUpdateAsync(WaitUntil.Completed, id, Account(), Soon));

        refusal.Status.ShouldBe(404);
        refusal.ErrorCode.ShouldBe("ResourceGroupNotFound");
    }

    [Fact]
    public async Task A_token_for_another_resource_does_not_open_the_subscription()
    {
        var address = new Uri(Box.Uris.Tls, $"subscriptions/{Box.Entra.Tenant.SubscriptionId}/resourcegroups?api-version=2025-04-01");

        var (status, body) = await Call(HttpMethod.Get, address, await TokenFor("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d"), null);

        status.ShouldBe(401);
        ((string)body!["error"]!["code"]!).ShouldBe("InvalidAuthenticationToken");
    }

    [Fact]
    public async Task A_call_without_a_version_is_refused()
    {
        var (status, body) = await Call(
            HttpMethod.Get, new Uri(Box.Uris.Tls, $"subscriptions/{Box.Entra.Tenant.SubscriptionId}"),
            await TokenFor("https://management.azure.com"), null);

        status.ShouldBe(400);
        ((string)body!["error"]!["code"]!).ShouldBe("MissingApiVersionParameter");
    }

    async Task<string> Group()
    {
        var subscription = Arm().GetSubscriptionResource(new ResourceIdentifier($"/subscriptions/{Box.Entra.Tenant.SubscriptionId}"));
        var group = await subscription.GetResourceGroups()
            .CreateOrUpdateAsync(WaitUntil.Completed, "nanba-github", new ResourceGroupData(AzureLocation.UKSouth), Soon);
        return group.Value.Id.ToString();
    }

    static GenericResourceData Account() => new(AzureLocation.UKSouth)
    {
        Kind = "StorageV2",
        Sku = new() { Name = "Standard_LRS" },
        Properties = BinaryData.FromString("""{"isHnsEnabled":true}"""),
    };

    ArmClient Arm()
    {
        var transport = new HttpClientTransport(Http);
        var tenant = Box.Entra.Tenant;
        var credential = new ClientSecretCredential(
            tenant.Id.ToString(),
            tenant.ReleaseClientId.ToString(),
            tenant.ReleaseClientSecret,
            new ClientSecretCredentialOptions { AuthorityHost = Box.Uris.Tls, DisableInstanceDiscovery = true, Transport = transport });
        var options = new ArmClientOptions
        {
            Environment = new ArmEnvironment(Box.Uris.Tls, "https://management.azure.com"),
            Transport = transport,
        };
        options.SetApiVersion(new ResourceType(Storage), "2023-05-01");
        return new ArmClient(credential, tenant.SubscriptionId.ToString(), options);
    }
}
