using Octokit;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>Tells GitHub what runs where, so that its pages show it. Source: https://docs.github.com/rest/deployments/deployments</summary>
public sealed class GitHubDeployments(GitHubApi api)
{
    /// <summary>GitHub refuses longer ones.</summary>
    const int LongestDescription = 140;

    /// <summary>Under this key the payload holds the portal's own name of the deployment.</summary>
    const string PayloadKey = "release_portal";

    /// <summary>Finds the deployment that carries this key, or makes it; the same key twice is the same deployment.</summary>
    /// <returns>GitHub's id of the deployment.</returns>
    public Task<long> EnsureAsync(RepositoryName repository, NewGitHubDeployment deployment, CancellationToken cancellationToken) =>
        api.CallAsync($"Making the deployment of {deployment.Sha} to {deployment.Environment}", repository, async github =>
            await FindAsync(github, repository, deployment) ?? await CreateAsync(github, repository, deployment), cancellationToken);

    /// <summary>Adds a state to the deployment's story. Source: https://docs.github.com/rest/deployments/statuses</summary>
    public Task ReportAsync(
        RepositoryName repository, long deploymentId, GitHubDeploymentStatus status, CancellationToken cancellationToken) =>
        api.CallAsync($"Reporting {status.State} for deployment {deploymentId}", repository, github =>
            github.Repository.Deployment.Status.Create(
                repository.Owner, repository.Name, deploymentId, new NewDeploymentStatus(Wire(status.State))
                {
                    Description = Shortened(status.Description),
                    LogUrl = status.LogUrl?.AbsoluteUri,
                    EnvironmentUrl = status.EnvironmentUrl?.AbsoluteUri,
                    AutoInactive = true,
                }), cancellationToken);

    static async Task<long?> FindAsync(IGitHubClient github, RepositoryName repository, NewGitHubDeployment wanted)
    {
        var filter = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sha"] = wanted.Sha,
            ["environment"] = wanted.Environment,
            ["per_page"] = "100",
        };
        var found = await github.Connection.Get<List<DeploymentWire>>(repository.Address("deployments"), filter);
        return found.Body.Find(deployment => string.Equals(deployment.Key, wanted.Key, StringComparison.Ordinal))?.Id;
    }

    /// <summary>No merging and no waiting for checks on GitHub's side: the portal has decided already.</summary>
    static async Task<long> CreateAsync(IGitHubClient github, RepositoryName repository, NewGitHubDeployment wanted)
    {
        var body = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["ref"] = wanted.Sha,
            ["environment"] = wanted.Environment,
            ["description"] = Shortened(wanted.Description),
            ["auto_merge"] = false,
            ["required_contexts"] = Array.Empty<string>(),
            ["transient_environment"] = false,
            ["production_environment"] = wanted.Production,
            ["payload"] = new Dictionary<string, object>(StringComparer.Ordinal) { [PayloadKey] = wanted.Key },
        };
        return (await github.Connection.Post<DeploymentWire>(repository.Address("deployments"), body, null, null)).Body.Id;
    }

    static DeploymentState Wire(GitHubDeploymentState state) => state switch
    {
        GitHubDeploymentState.Queued => DeploymentState.Queued,
        GitHubDeploymentState.InProgress => DeploymentState.InProgress,
        GitHubDeploymentState.Success => DeploymentState.Success,
        GitHubDeploymentState.Failure => DeploymentState.Failure,
        GitHubDeploymentState.Inactive => DeploymentState.Inactive,
        _ => DeploymentState.Error,
    };

    static string Shortened(string text) => text.Length <= LongestDescription ? text : $"{text[..(LongestDescription - 1)]}…";

    sealed class DeploymentWire
    {
        public long Id { get; set; }

        /// <summary>An object when we made it; other tools may have put a text here.</summary>
        public object? Payload { get; set; }

        public string? Key =>
            Payload is IDictionary<string, object> payload && payload.TryGetValue(PayloadKey, out var key) ? key as string : null;
    }
}
