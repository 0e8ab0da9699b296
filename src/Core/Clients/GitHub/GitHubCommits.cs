using Octokit;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>Reads commits. Source: https://docs.github.com/rest/commits/commits</summary>
public sealed class GitHubCommits(GitHubApi api)
{
    const int PageSize = 100;

    /// <summary>The commit at the end of a branch; costs nothing of the hourly limit while it stays the same.</summary>
    public Task<string> HeadAsync(RepositoryName repository, string branch, CancellationToken cancellationToken) =>
        api.CallAsync($"Reading the head of {branch}", repository, async github =>
            (await github.Repository.Branch.Get(repository.Owner, repository.Name, branch)).Commit.Sha, cancellationToken);

    public Task<GitHubCommit> ReadAsync(RepositoryName repository, string sha, CancellationToken cancellationToken) =>
        api.CallAsync($"Reading commit {sha}", repository, async github =>
            GitHubCommit.From(await github.Repository.Commit.Get(repository.Owner, repository.Name, sha)), cancellationToken);

    /// <summary>The latest commits up to and with this one, newest first.</summary>
    public Task<IReadOnlyList<GitHubCommit>> ListAsync(
        RepositoryName repository, string sha, int limit, CancellationToken cancellationToken) =>
        api.CallAsync<IReadOnlyList<GitHubCommit>>($"Listing commits up to {sha}", repository, async github =>
        {
            var pages = new ApiOptions { PageSize = Math.Min(limit, PageSize), PageCount = (limit + PageSize - 1) / PageSize };
            var commits = await github.Repository.Commit.GetAll(repository.Owner, repository.Name, new CommitRequest { Sha = sha }, pages);
            return [.. commits.Take(limit).Select(GitHubCommit.From)];
        }, cancellationToken);

    /// <summary>All commits between two, however many, with the files they change together.
    /// Source: https://docs.github.com/rest/commits/commits#compare-two-commits</summary>
    public Task<CommitRange> CompareAsync(RepositoryName repository, string from, string to, CancellationToken cancellationToken) =>
        api.CallAsync($"Comparing {from} with {to}", repository, async github =>
        {
            var first = await PageAsync(github, repository, from, to, 1);
            List<Octokit.GitHubCommit> commits = [.. first.Commits];
            for (var page = 2; commits.Count < first.TotalCommits; page++)
            {
                var next = await PageAsync(github, repository, from, to, page);
                if (next.Commits.Count == 0)
                {
                    break;
                }

                commits.AddRange(next.Commits);
            }

            return new CommitRange([.. commits.Select(GitHubCommit.From)], [.. first.Files.Select(Changed)], first.BehindBy);
        }, cancellationToken);

    /// <summary>The pull request that brought this commit onto its branch, the merged one if there are several.</summary>
    public Task<int?> PullRequestAsync(RepositoryName repository, string sha, CancellationToken cancellationToken) =>
        api.CallAsync($"Reading the pull requests of {sha}", repository, async github =>
        {
            var requests = await github.Repository.Commit.PullRequests(repository.Owner, repository.Name, sha);
            return (requests.FirstOrDefault(request => request.MergedAt is not null) ?? (requests.Count > 0 ? requests[0] : null))?.Number;
        }, cancellationToken);

    /// <summary>The whole tree of a commit as tar.gz, at most <see cref="GitHubApi.LargestAnswer"/> bytes.
    /// Its first folder is named by GitHub, and its bytes may differ from one call to the next while its files do not.</summary>
    public Task<byte[]> ArchiveAsync(RepositoryName repository, string sha, CancellationToken cancellationToken) =>
        api.CallAsync($"Downloading the archive of {sha}", repository, github =>
            github.Repository.Content.GetArchive(repository.Owner, repository.Name, ArchiveFormat.Tarball, sha), cancellationToken);

    static Task<CompareResult> PageAsync(IGitHubClient github, RepositoryName repository, string from, string to, int page) =>
        github.Repository.Commit.Compare(
            repository.Owner, repository.Name, from, to, new ApiOptions { PageSize = PageSize, StartPage = page, PageCount = 1 });

    static ChangedFile Changed(GitHubCommitFile file) =>
        new(file.Filename, file.Status, file.Additions, file.Deletions, file.Patch, file.PreviousFileName);
}
