using Wire = Octokit.GitHubCommit;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>A commit with everybody who had a hand in it.</summary>
/// <param name="Sha">40 hexadecimal digits.</param>
/// <param name="Committer">Who put it onto the branch; <c>web-flow</c> where GitHub's own button did.</param>
public sealed record GitHubCommit(
    string Sha,
    string Message,
    GitHubPerson Author,
    GitHubPerson Committer,
    IReadOnlyList<GitHubPerson> CoAuthors,
    DateTimeOffset CommittedAt,
    IReadOnlyList<string> Parents,
    string? WebUrl)
{
    /// <summary>The first line of the message.</summary>
    public string Title => Message.Split('\n', 2)[0].Trim();

    internal static GitHubCommit From(Wire commit) => new(
        commit.Sha,
        commit.Commit.Message ?? "",
        new(commit.Commit.Author.Name, commit.Commit.Author.Email, commit.Author?.Login),
        new(commit.Commit.Committer.Name, commit.Commit.Committer.Email, commit.Committer?.Login),
        GitHub.CoAuthors.In(commit.Commit.Message ?? ""),
        commit.Commit.Committer.Date.ToUniversalTime(),
        [.. commit.Parents.Select(parent => parent.Sha)],
        commit.HtmlUrl);
}
