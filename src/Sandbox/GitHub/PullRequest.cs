using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LibGit2Sharp;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>A merged pull request, as its squashed commit tells: the title ends with the number in brackets.</summary>
sealed partial record PullRequest(int Number, string Title, Commit Merge)
{
    public static PullRequest? Of(Commit commit) => TitleWithNumber().Match(commit.MessageShort.TrimEnd()) is { Success: true } match
        ? new(int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["title"].Value, commit)
        : null;

    public JsonObject ToJson(GitHubJson json)
    {
        var parent = Merge.Parents.FirstOrDefault()?.Sha ?? Merge.Sha;
        var mergedAt = Merge.Committer.When.ToJson();
        return new()
        {
            ["id"] = 1_600_000_000L + Number,
            ["node_id"] = $"PR_{Number}",
            ["number"] = Number,
            ["state"] = "closed",
            ["locked"] = false,
            ["draft"] = false,
            ["title"] = Title,
            ["body"] = null,
            ["url"] = $"{json.ApiUrl}/pulls/{Number}",
            ["html_url"] = $"{json.WebUrl}/pull/{Number}",
            ["user"] = json.User(Merge.Author.Email),
            ["created_at"] = mergedAt,
            ["updated_at"] = mergedAt,
            ["closed_at"] = mergedAt,
            ["merged_at"] = mergedAt,
            ["merge_commit_sha"] = Merge.Sha,
            ["head"] = new JsonObject { ["label"] = $"{GitRepository.Owner}:change-{Number}", ["ref"] = $"change-{Number}", ["sha"] = Merge.Sha },
            ["base"] = new JsonObject { ["label"] = $"{GitRepository.Owner}:main", ["ref"] = GitRepository.DefaultBranch, ["sha"] = parent },
        };
    }

    [GeneratedRegex(@"^(?<title>.+) \(#(?<number>\d{1,6})\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TitleWithNumber();
}
