using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ReleasePortal.Core.Clients.GitHub;
using Sodium;

namespace ReleasePortal.Core.Tests.Clients.GitHub;

public sealed class GitHubWritingTests
{
    const string Api = "/api/v3/repos/nanba/elt";

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_GitHub_can_open_a_stored_secret()
    {
        using var keys = PublicKeyBox.GenerateKeyPair();
        JsonNode? stored = null;
        await using var github = await GitHubFixture.StartAsync(app =>
        {
            app.MapGet(
                $"{Api}/environments/dev/secrets/public-key",
                () => Json($$"""{"key_id":"7","key":"{{Convert.ToBase64String(keys.PublicKey)}}"}"""));
            app.MapPut($"{Api}/environments/dev/secrets/DBX_TOKEN", async (HttpContext http) =>
            {
                stored = await JsonNode.ParseAsync(http.Request.Body);
                return Results.StatusCode(201);
            });
        });

        await github.Get<GitHubEnvironments>()
            .StoreSecretAsync(GitHubFixture.Repository, "dev", "DBX_TOKEN", new("dapi-very-secret"), Soon);

        stored!["key_id"]!.GetValue<string>().ShouldBe("7");
        var opened = SealedPublicKeyBox.Open(Convert.FromBase64String(stored["encrypted_value"]!.GetValue<string>()), keys);
        Encoding.UTF8.GetString(opened).ShouldBe("dapi-very-secret");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_environment_is_made_once_and_then_left_alone(bool exists)
    {
        await using var github = await GitHubFixture.StartAsync(app =>
        {
            app.MapGet($"{Api}/environments/dev", () => exists ? Json("""{"name":"dev"}""") : Json("""{"message":"Not Found"}""", 404));
            app.MapPut($"{Api}/environments/dev", () => Json("""{"name":"dev"}"""));
        });

        var made = await github.Get<GitHubEnvironments>().EnsureAsync(GitHubFixture.Repository, "dev", Soon);

        made.ShouldBe(!exists);
        github.Service.Requests.Count(request => request.StartsWith("PUT", StringComparison.Ordinal)).ShouldBe(exists ? 0 : 1);
    }

    [Fact]
    public async Task A_deployment_is_made_without_GitHubs_own_conditions_and_found_by_its_key()
    {
        JsonNode? made = null;
        await using var github = await GitHubFixture.StartAsync(app =>
        {
            app.MapGet($"{Api}/deployments", () => Json(made is null
                ? """[{"id":1,"payload":"of another tool"},{"id":2,"payload":{}}]"""
                : $$"""[{"id":1,"payload":""},{"id":3,"payload":{{made["payload"]!.ToJsonString()}}}]"""));
            app.MapPost($"{Api}/deployments", async (HttpContext http) =>
            {
                made = await JsonNode.ParseAsync(http.Request.Body);
                return Json("""{"id":3}""", 201);
            });
        });
        var deployments = github.Get<GitHubDeployments>();
        var wanted = new NewGitHubDeployment("abc", "prod", "elt/108", new string('x', 200), Production: true);

        long[] ids =
        [
            await deployments.EnsureAsync(GitHubFixture.Repository, wanted, Soon),
            await deployments.EnsureAsync(GitHubFixture.Repository, wanted, Soon),
        ];

        ids.ShouldBe([3, 3]);
        made!["auto_merge"]!.GetValue<bool>().ShouldBeFalse();
        made["required_contexts"]!.AsArray().ShouldBeEmpty();
        made["production_environment"]!.GetValue<bool>().ShouldBeTrue();
        made["description"]!.GetValue<string>().Length.ShouldBe(140);
    }

    [Fact]
    public async Task A_state_is_reported_with_the_address_of_its_log()
    {
        JsonNode? status = null;
        await using var github = await GitHubFixture.StartAsync(
            app => app.MapPost($"{Api}/deployments/3/statuses", async (HttpContext http) =>
        {
            status = await JsonNode.ParseAsync(http.Request.Body);
            return Json("""{"id":9,"state":"in_progress"}""", 201);
        }));
        var report = new GitHubDeploymentStatus(
            GitHubDeploymentState.InProgress, "Deploying", new("https://portal.test/elt/deployments/108"), null);

        await github.Get<GitHubDeployments>().ReportAsync(GitHubFixture.Repository, 3, report, Soon);

        status!["state"]!.GetValue<string>().ShouldBe("in_progress");
        status["log_url"]!.GetValue<string>().ShouldBe("https://portal.test/elt/deployments/108");
    }

    static IResult Json(string body, int status = 200) => Results.Text(body, "application/json", null, status);
}
