using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Cli.Verbs;

/// <summary>What <c>bundle VERB</c> does.</summary>
interface IVerb
{
    /// <returns>Whether all is well.</returns>
    Task<bool> RunAsync(Invocation invocation, CancellationToken cancellationToken);
}

/// <summary>One call of the program.</summary>
sealed record Invocation(
    CommandLine Line, BundleRequest Request, DatabricksWorkspace Workspace, IServiceProvider Services, Terminal Terminal)
{
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();
}
