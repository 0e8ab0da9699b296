using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ReleasePortal.Core.Clients.GitHub;

namespace ReleasePortal.Core.Tests.Clients.GitHub;

public sealed class GitHubRetryTests
{
    const string Api = "/api/v3/repos/nanba/elt";

    static readonly NewGitHubDeployment Wanted = new("a", "dev", "elt/7", "Release 7", Production: false);

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429)]
    [InlineData(403)]
    [InlineData(503)]
    public async Task Reading_is_tried_again_when_GitHub_asks_for_patience(int status)
    {
        var calls = 0;
        await using var github = await GitHubFixture.StartAsync(app => app.MapGet($"{Api}/branches/main", (HttpContext http) =>
            ++calls < 3 ? Refused(http, status) : Json("""{"name":"main","commit":{"sha":"a"}}""")));

        (await github.Get<GitHubCommits>().HeadAsync(GitHubFixture.Repository, "main", Soon)).ShouldBe("a");
        calls.ShouldBe(3);
    }

    [Fact]
    public async Task A_creation_that_may_have_happened_is_not_sent_twice()
    {
        var posts = 0;
        await using var github = await GitHubFixture.StartAsync(app =>
        {
            app.MapGet($"{Api}/deployments", () => Json("[]"));
            app.MapPost($"{Api}/deployments", (HttpContext http) =>
            {
                posts++;
                return Refused(http, 502);
            });
        });

        var fault = await Should.ThrowAsync<GitHubException>(
            () => github.Get<GitHubDeployments>().EnsureAsync(GitHubFixture.Repository, Wanted, Soon));

        fault.IsTransient.ShouldBeTrue();
        posts.ShouldBe(1);
    }

    [Fact]
    public async Task A_creation_that_was_refused_for_its_rate_is_sent_again()
    {
        var posts = 0;
        await using var github = await GitHubFixture.StartAsync(app =>
        {
            app.MapGet($"{Api}/deployments", () => Json("[]"));
            app.MapPost($"{Api}/deployments", (HttpContext http) => ++posts < 2 ? Refused(http, 429) : Json("""{"id":5}""", 201));
        });

        (await github.Get<GitHubDeployments>().EnsureAsync(GitHubFixture.Repository, Wanted, Soon)).ShouldBe(5);
    }

    [Fact]
    public async Task A_limit_that_lasts_is_told_with_its_end_and_not_waited_for()
    {
        await using var github = await GitHubFixture.StartAsync(app => app.MapGet($"{Api}/branches/main", (HttpContext http) =>
        {
            http.Response.Headers["x-ratelimit-limit"] = "5000";
            http.Response.Headers["x-ratelimit-remaining"] = "0";
            http.Response.Headers["x-ratelimit-reset"] = "4102444800";
            return Json("""{"message":"API rate limit exceeded"}""", 403);
        }));

        var fault = await Should.ThrowAsync<GitHubException>(
            () => github.Get<GitHubCommits>().HeadAsync(GitHubFixture.Repository, "main", Soon));

        fault.IsTransient.ShouldBeTrue();
        fault.Message.ShouldEndWith("The limit ends at 2100-01-01 00:00:00Z.");
        github.Service.Requests.ShouldHaveSingleItem();
    }

    static IResult Refused(HttpContext http, int status)
    {
        http.Response.Headers.RetryAfter = "0";
        return Json("""{"message":"You have exceeded a secondary rate limit"}""", status);
    }

    static IResult Json(string body, int status = 200) => Results.Text(body, "application/json", null, status);
}
