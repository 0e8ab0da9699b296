using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>Checks the head of every push to the default branch. Fails where the commit's message says <c>[ci fail]</c>.</summary>
sealed class ContinuousIntegration(StateFile<GitHubState> state, GitRepository git, TimeSpan duration, TimeProvider clock)
{
    const string FailureMark = "[ci fail]";

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Starts a run; what it shows changes by itself as time passes.</summary>
    public CiRun Start(string sha) => Start(sha, Now, duration);

    public CiRun Start(string sha, DateTimeOffset at, TimeSpan takes)
    {
        using var repository = git.Open();
        var fails = repository.RequireCommit(sha).Message.Contains(FailureMark, StringComparison.OrdinalIgnoreCase);
        return state.Change(github =>
        {
            var run = new CiRun(github.LastId += 10, sha, at, takes, fails);
            github.Runs.Add(run);
            return run;
        });
    }

    /// <summary>The latest run of a commit, null if it was never the head of a push.</summary>
    public CiRun? Find(string sha) => state.Read(github => github.Runs.LastOrDefault(run => run.Sha == sha));
}
