using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ReleasePortal.Core.Clients.GitHub;

namespace ReleasePortal.Core.Tests.Clients.GitHub;

public sealed class GitHubChecksTests
{
    [Theory]
    [InlineData("", "", CheckState.None)]
    [InlineData("completed success", "", CheckState.Succeeded)]
    [InlineData("completed skipped", "success", CheckState.Succeeded)]
    [InlineData("in_progress", "success", CheckState.Pending)]
    [InlineData("completed success", "pending", CheckState.Pending)]
    [InlineData("completed timed_out,in_progress", "", CheckState.Failed)]
    [InlineData("completed success", "error", CheckState.Failed)]
    [InlineData("completed something_new", "", CheckState.Failed)]
    public async Task Runs_and_statuses_give_one_verdict(string runs, string statuses, CheckState verdict)
    {
        await using var github = await GitHubFixture.StartAsync(app =>
        {
            app.MapGet(
                "/api/v3/repos/nanba/elt/commits/abc/check-runs", () => Json($$"""{"total_count":1,"check_runs":[{{Each(runs, Run)}}]}"""));
            app.MapGet(
                "/api/v3/repos/nanba/elt/commits/abc/status",
                () => Json($$"""{"state":"pending","statuses":[{{Each(statuses, Status)}}]}"""));
        });

        var report = await github.Get<GitHubChecks>().ReadAsync(GitHubFixture.Repository, "abc", TestContext.Current.CancellationToken);

        report.Verdict.ShouldBe(verdict);
    }

    static string Each(string words, Func<string, string> json) =>
        string.Join(',', words.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(json));

    static string Run(string words) => words.Split(' ') is [var status, var conclusion]
        ? $$"""{"id":1,"name":"ci","status":"{{status}}","conclusion":"{{conclusion}}","started_at":"2026-11-03T08:00:00Z","completed_at":"2026-11-03T08:01:00Z"}"""
        : $$"""{"id":1,"name":"ci","status":"{{words}}","conclusion":null,"started_at":"2026-11-03T08:00:00Z","completed_at":null}""";

    static string Status(string state) =>
        $$"""{"id":1,"context":"lint","state":"{{state}}","created_at":"2026-11-03T08:00:00Z","updated_at":"2026-11-03T08:00:00Z"}""";

    static IResult Json(string body) => Results.Text(body, "application/json");
}
