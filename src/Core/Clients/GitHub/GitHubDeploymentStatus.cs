namespace ReleasePortal.Core.Clients.GitHub;

/// <param name="Key">Names the deployment for us, the same whenever its step runs again.</param>
/// <param name="Production">Shown by GitHub; the portal's own rules do not depend on it.</param>
public sealed record NewGitHubDeployment(string Sha, string Environment, string Key, string Description, bool Production);

/// <param name="Description">Cut at 140 characters.</param>
/// <param name="LogUrl">Where the deployment can be watched.</param>
public sealed record GitHubDeploymentStatus(GitHubDeploymentState State, string Description, Uri? LogUrl, Uri? EnvironmentUrl);

public enum GitHubDeploymentState
{
    Queued,
    InProgress,
    Success,

    /// <summary>The release is wrong.</summary>
    Failure,

    /// <summary>Something technical went wrong.</summary>
    Error,
    Inactive,
}
