using Microsoft.Extensions.Options;
using Octokit;
using Octokit.Internal;
using ReleasePortal.Core.Clients.Http;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>Who we are to GitHub: the configured token, or an installation token of the app that is renewed before it ends.</summary>
public sealed class GitHubCredentials(
    IOptions<GitHubOptions> options, TrustedHandlers handlers, TimeProvider clock) : ICredentialStore, IDisposable
{
    /// <summary>Renewed early, so that a token never dies in the middle of a call. GitHub gives it an hour.</summary>
    static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    readonly SemaphoreSlim _renewal = new(1, 1);
    AccessToken? _current;

    public async Task<Credentials> GetCredentials()
    {
        if (options.Value.App is not { } app)
        {
            return new(options.Value.Token, AuthenticationType.Bearer);
        }

        await _renewal.WaitAsync();
        try
        {
            if (_current is null || clock.GetUtcNow() >= _current.ExpiresAt - Margin)
            {
                _current = await MintAsync(app);
            }

            return new(_current.Token, AuthenticationType.Bearer);
        }
        finally
        {
            _renewal.Release();
        }
    }

    public void Dispose() => _renewal.Dispose();

    async Task<AccessToken> MintAsync(GitHubAppOptions app)
    {
        var jwt = AppJwt.Sign(app.Id!, await File.ReadAllTextAsync(app.PrivateKeyFile!), clock.GetUtcNow());
        using var http = GitHubApi.Http(handlers, clock);
        var connection = new Connection(
            GitHubApi.Product, options.Value.ApiRoot, new InMemoryCredentialStore(new(jwt, AuthenticationType.Bearer)), http,
            new SimpleJsonSerializer());
        return await new GitHubClient(connection).GitHubApps.CreateInstallationToken(app.InstallationId);
    }
}
