using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleasePortal.Core;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Cli;

/// <summary>Opens the one workspace that the environment names, with a token or as a service principal of Azure.</summary>
static class WorkspaceSignIn
{
    static readonly Uri PublicAuthority = new("https://login.microsoftonline.com/");

    static readonly string[] Principal = ["ARM_CLIENT_ID", "ARM_CLIENT_SECRET", "ARM_TENANT_ID"];

    public static IServiceCollection AddSignIn(this IServiceCollection services, ShellEnvironment environment)
    {
        var authority = environment["AZURE_AUTHORITY_HOST"] is { } host ? Address("AZURE_AUTHORITY_HOST", host) : PublicAuthority;
        return services
            .AddSingleton(Options.Create(new AzureOptions
            {
                TenantId = environment["ARM_TENANT_ID"],
                ClientId = environment["ARM_CLIENT_ID"],
                ClientSecret = environment["ARM_CLIENT_SECRET"],
                AuthorityUrl = authority,
                InstanceDiscovery = authority == PublicAuthority,
            }))
            .AddSingleton<AzureCredentials>()
            .AddSingleton<EntraTokens>();
    }

    /// <exception cref="UsageException">Something that is needed is not set.</exception>
    public static DatabricksWorkspace Open(IServiceProvider services, ShellEnvironment environment)
    {
        var host = Address("DATABRICKS_HOST", environment["DATABRICKS_HOST"] ?? throw new UsageException("DATABRICKS_HOST is not set"));
        return services.GetRequiredService<DatabricksClient>().For(host, Token(services, environment));
    }

    static Func<CancellationToken, ValueTask<Secret>> Token(IServiceProvider services, ShellEnvironment environment)
    {
        if (environment["DATABRICKS_TOKEN"] is { } token)
        {
            var secret = new Secret(token);
            return _ => ValueTask.FromResult(secret);
        }

        string[] missing = [.. Principal.Where(name => environment[name] is null)];
        return missing.Length == 0
            ? async cancellationToken => await services.GetRequiredService<EntraTokens>().ForDatabricksAsync(cancellationToken)
            : throw new UsageException($"DATABRICKS_TOKEN is not set, and neither is {string.Join(", ", missing)}");
    }

    static Uri Address(string name, string value) =>
        Uri.TryCreate(value.Contains("://", StringComparison.Ordinal) ? value : $"https://{value}", UriKind.Absolute, out var address)
            ? address
            : throw new UsageException($"{name} is not an address: {value}");
}
