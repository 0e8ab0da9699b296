using System.Text;
using Octokit;
using Sodium;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>GitHub environments and the secrets in them, which Octokit has no methods for.
/// Source: https://docs.github.com/rest/deployments/environments and https://docs.github.com/rest/actions/secrets</summary>
public sealed class GitHubEnvironments(GitHubApi api)
{
    /// <summary>Makes the environment if it is missing. An existing one is left alone: writing it would drop its
    /// protection rules.</summary>
    public Task<bool> EnsureAsync(RepositoryName repository, string environment, CancellationToken cancellationToken) =>
        api.CallAsync($"Making the environment {environment}", repository, async github =>
        {
            var address = repository.Address("environments", environment);
            try
            {
                await github.Connection.Get<EnvironmentWire>(address, null);
                return false;
            }
            catch (NotFoundException)
            {
                await github.Connection.Put<EnvironmentWire>(address, new Dictionary<string, object>(StringComparer.Ordinal));
                return true;
            }
        }, cancellationToken);

    /// <summary>Stores a secret, sealed for GitHub; the same name again replaces its value. GitHub takes at most 48 KB.</summary>
    public Task StoreSecretAsync(
        RepositoryName repository, string environment, string name, Secret secret, CancellationToken cancellationToken) =>
        api.CallAsync($"Storing the secret {name} of environment {environment}", repository, async github =>
        {
            var key = (await github.Connection.Get<SecretsPublicKey>(
                repository.Address("environments", environment, "secrets", "public-key"), null)).Body;
            var sealedBox = SealedPublicKeyBox.Create(Encoding.UTF8.GetBytes(secret.Reveal()), Convert.FromBase64String(key.Key));
            var body = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["encrypted_value"] = Convert.ToBase64String(sealedBox),
                ["key_id"] = key.KeyId,
            };
            return await github.Connection.Put<object>(repository.Address("environments", environment, "secrets", name), body);
        }, cancellationToken);

    sealed class EnvironmentWire
    {
        public string? Name { get; set; }
    }
}
