using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleasePortal.Core;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Cli;

/// <summary>Opens the one workspace that the environment or the target names, with a token or as a service principal of Azure.</summary>
static class WorkspaceSignIn
{
    static readonly Uri PublicAuthority = new("https://login.microsoftonline.com/");

    static readonly string[] Addresses = ["DATABRICKS_HOST", "AZURE_AUTHORITY_HOST"];

    static readonly string[] Principal = ["ARM_CLIENT_ID", "ARM_CLIENT_SECRET", "ARM_TENANT_ID"];

    public static IServiceCollection AddSignIn(this IServiceCollection services, ShellEnvironment environment)
    {
        var authority = environment["AZURE_AUTHORITY_HOST"] is { } host && WorkspaceHost.Parse(host) is { } other ? other : PublicAuthority;
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

    /// <summary>What can be said before the bundle is read.</summary>
    /// <exception cref="UsageException">Something is missing or is no address.</exception>
    public static void Check(ShellEnvironment environment)
    {
        string[] missing = [.. Principal.Where(name => environment[name] is null)];
        string[] faults =
        [
            .. from name in Addresses
               where environment[name] is { } value && WorkspaceHost.Parse(value) is null
               select NoAddress(name, environment[name]!),
            .. environment["DATABRICKS_TOKEN"] is null && missing.Length > 0
                ? [$"DATABRICKS_TOKEN is not set, and neither is {string.Join(", ", missing)}"]
                : Array.Empty<string>(),
        ];
        if (faults.Length > 0)
        {
            throw new UsageException(faults);
        }
    }

    /// <exception cref="UsageException">Neither names a workspace.</exception>
    /// <exception cref="BundleInvalidException">The bundle has to be asked, and cannot be read.</exception>
    public static DatabricksWorkspace Open(IServiceProvider services, ShellEnvironment environment, BundleRequest request)
    {
        const string Field = "workspace.host of the target";
        var (name, host) = environment["DATABRICKS_HOST"] is { } set ? ("DATABRICKS_HOST", set) : (Field, WorkspaceHost.Of(request));
        var address = WorkspaceHost.Parse(host ?? throw new UsageException($"DATABRICKS_HOST is not set, and neither is {Field}"))
            ?? throw new UsageException(NoAddress(name, host));
        return services.GetRequiredService<DatabricksClient>().For(address, Token(services, environment));
    }

    static Func<CancellationToken, ValueTask<Secret>> Token(IServiceProvider services, ShellEnvironment environment)
    {
        if (environment["DATABRICKS_TOKEN"] is { } token)
        {
            var secret = new Secret(token);
            return _ => ValueTask.FromResult(secret);
        }

        return async cancellationToken => await services.GetRequiredService<EntraTokens>().ForDatabricksAsync(cancellationToken);
    }

    static string NoAddress(string name, string value) => $"{name} is not an address: {value}";
}
