using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ReleasePortal.Core.Clients.GitHub;

namespace ReleasePortal.Core.Tests.Clients.GitHub;

public sealed class GitHubCommitsTests
{
    const string Api = "/api/v3/repos/nanba/elt";
    const string Sha = "7be03d9f0000000000000000000000000000000a";

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_head_that_has_not_moved_is_not_sent_again()
    {
        await using var github = await GitHubFixture.StartAsync(app => app.MapGet($"{Api}/branches/main", (HttpContext http) =>
        {
            http.Response.Headers.ETag = "\"one\"";
            return http.Request.Headers.IfNoneMatch == "\"one\""
                ? Results.StatusCode(304)
                : Json($$"""{"name":"main","commit":{"sha":"{{Sha}}"} }""");
        }));
        var commits = github.Get<GitHubCommits>();

        string[] heads =
        [
            await commits.HeadAsync(GitHubFixture.Repository, "main", Soon),
            await commits.HeadAsync(GitHubFixture.Repository, "main", Soon),
        ];

        heads.ShouldBe([Sha, Sha]);
        github.Service.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_commit_names_everybody_who_wrote_it()
    {
        const string message = """
            Add refunds (#12)\n\nCo-authored-by: Priya Raman <41+priya-raman@users.noreply.github.com>\nco-authored-by: Tom <tom@nanba.example>\n\nSigned-off-by: X <x@y>
            """;
        await using var github = await GitHubFixture.StartAsync(
            app => app.MapGet($"{Api}/commits/{Sha}", () => Json(Commit(Sha, message))));

        var commit = await github.Get<GitHubCommits>().ReadAsync(GitHubFixture.Repository, Sha, Soon);

        commit.Title.ShouldBe("Add refunds (#12)");
        commit.Author.ShouldBe(new("Ann", "ann@nanba.example", "ann"));
        commit.CoAuthors.ShouldBe([
            new("Priya Raman", "41+priya-raman@users.noreply.github.com", "priya-raman"),
            new("Tom", "tom@nanba.example", null)]);
        commit.CommittedAt.ShouldBe(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_comparison_has_all_commits_however_many()
    {
        await using var github = await GitHubFixture.StartAsync(app => app.MapGet($"{Api}/compare/a...b", (int page) =>
        {
            var count = page < 4 ? 100 : 5;
            var commits = Enumerable.Range(0, count)
                .Select(number => Commit((((page - 1) * 100) + number).ToString("x40", CultureInfo.InvariantCulture), "m"));
            var files = page == 1 ? """{"filename":"bundle/a.py","status":"modified","additions":2,"deletions":1,"patch":"@@"}""" : "";
            return Json(
                $$"""{"total_commits":305,"behind_by":0,"ahead_by":305,"commits":[{{string.Join(',', commits)}}],"files":[{{files}}]}""");
        }));

        var range = await github.Get<GitHubCommits>().CompareAsync(GitHubFixture.Repository, "a", "b", Soon);

        range.Commits.Select(commit => commit.Sha).Distinct().Count().ShouldBe(305);
        range.Files.ShouldBe([new("bundle/a.py", "modified", 2, 1, "@@", null)]);
    }

    [Fact]
    public async Task What_does_not_exist_is_told_apart_and_named()
    {
        await using var github = await GitHubFixture.StartAsync(
            app => app.MapGet($"{Api}/commits/{Sha}", () => Json("""{"message":"Not Found"}""", 404)));

        var fault = await Should.ThrowAsync<GitHubException>(
            () => github.Get<GitHubCommits>().ReadAsync(GitHubFixture.Repository, Sha, Soon));

        fault.IsNotFound.ShouldBeTrue();
        fault.Message.ShouldStartWith($"Reading commit {Sha} in nanba/elt: GitHub answered 404 NotFound: Not Found");
    }

    [Fact]
    public async Task An_archive_above_the_limit_is_refused_with_the_limit()
    {
        var piece = new byte[1024 * 1024];
        await using var github = await GitHubFixture.StartAsync(app =>
        {
            app.MapGet($"{Api}/tarball/{Sha}", (HttpContext http) => Results.Redirect($"http://{http.Request.Host}/codeload"));
            app.MapGet("/codeload", async (HttpContext http) =>
            {
                http.Response.ContentType = "application/x-gzip";
                for (var megabyte = 0; megabyte < 52; megabyte++)
                {
                    await http.Response.Body.WriteAsync(piece, http.RequestAborted);
                }
            });
        });

        var fault = await Should.ThrowAsync<GitHubException>(
            () => github.Get<GitHubCommits>().ArchiveAsync(GitHubFixture.Repository, Sha, Soon));

        fault.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        fault.Message.ShouldEndWith("The answer is larger than 50 MB.");
    }

    [Fact]
    public async Task A_call_ends_when_its_caller_gives_up()
    {
        var aborted = new TaskCompletionSource();
        await using var github = await GitHubFixture.StartAsync(app => app.MapGet($"{Api}/branches/main", async (HttpContext http) =>
        {
            http.RequestAborted.Register(aborted.SetResult);
            await Task.Delay(TimeSpan.FromMinutes(1), http.RequestAborted);
        }));
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Should.ThrowAsync<OperationCanceledException>(
            () => github.Get<GitHubCommits>().HeadAsync(GitHubFixture.Repository, "main", caller.Token));

        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(5), Soon);
    }

    static string Commit(string sha, string message) => $$"""
        {"sha":"{{sha}}","html_url":"https://github.test/c","author":{"login":"ann","id":1},"committer":{"login":"web-flow","id":2},"parents":[],
         "commit":{"message":"{{message}}","author":{"name":"Ann","email":"ann@nanba.example","date":"2026-11-03T08:00:00Z"},
                   "committer":{"name":"GitHub","email":"noreply@github.com","date":"2026-11-03T09:00:00+01:00"} } }
        """;

    static IResult Json(string body, int status = 200) => Results.Text(body, "application/json", null, status);
}
