using System.Net;
using ReleasePortal.Core.Clients.Azure;

namespace ReleasePortal.Core.Tests.Clients.Azure;

public sealed class EntraTokensTests
{
    [Fact]
    public async Task The_token_for_Databricks_is_asked_for_once()
    {
        await using var azure = await AzureFixture.StartAsync(_ => { });
        var tokens = azure.Get<EntraTokens>();

        var first = await tokens.ForDatabricksAsync(TestContext.Current.CancellationToken);
        await tokens.ForDatabricksAsync(TestContext.Current.CancellationToken);

        first.Reveal().ShouldStartWith("for 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default");
        azure.Service.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_secret_is_told_with_the_service_principal_and_without_the_secret()
    {
        await using var azure = await AzureFixture.StartAsync(_ => { }, secret: "wr0ng-secret");

        var fault = await Should.ThrowAsync<AzureException>(
            () => azure.Get<EntraTokens>().ForDatabricksAsync(TestContext.Current.CancellationToken));

        fault.Message.ShouldContain("service principal 5f3c8f1e-0000-0000-0000-000000000003");
        fault.Message.ShouldContain("AADSTS7000215");
        fault.ToString().ShouldNotContain("wr0ng-secret");
        fault.Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
