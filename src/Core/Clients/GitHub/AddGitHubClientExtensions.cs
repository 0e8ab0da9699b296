using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.Http;
using ReleasePortal.Core.Settings;

namespace ReleasePortal.Core.Clients.GitHub;

public static class AddGitHubClientExtensions
{
    public static IServiceCollection AddGitHubClient(this IServiceCollection services, IConfiguration configuration) => services
        .AddTrust(configuration)
        .AddSettings(new SettingSection<GitHubOptions>(configuration, GitHubOptions.Section))
        .AddSingleton<IValidateOptions<GitHubOptions>, GitHubOptionsValidator>()
        .AddSingleton<GitHubCredentials>()
        .AddSingleton<GitHubApi>()
        .AddSingleton<GitHubCommits>()
        .AddSingleton<GitHubChecks>()
        .AddSingleton<GitHubEnvironments>()
        .AddSingleton<GitHubDeployments>();
}
