using LibGit2Sharp;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>Questions to an open repository.</summary>
static class GitReading
{
    /// <summary>A branch, a tag or a commit id, full or short.</summary>
    public static Commit? FindCommit(this Repository repository, string name) =>
        repository.Branches[name]?.Tip ?? (repository.Lookup(name) switch
        {
            Commit commit => commit,
            TagAnnotation tag => tag.Target as Commit,
            _ => null,
        });

    public static Commit RequireCommit(this Repository repository, string name) => repository.FindCommit(name)
        ?? throw GitHubRefusal.Of(422, $"No commit found for SHA: {name}");

    /// <summary>Newest first.</summary>
    public static IEnumerable<Commit> History(this Repository repository, Commit tip, Commit? without = null) =>
        repository.Commits.QueryBy(new CommitFilter
        {
            IncludeReachableFrom = tip,
            ExcludeReachableFrom = without,
            SortBy = CommitSortStrategies.Topological | CommitSortStrategies.Time,
        });

    public static Patch ChangesSince(this Repository repository, Commit? before, Commit after) =>
        repository.Diff.Compare<Patch>(before?.Tree, after.Tree);
}
