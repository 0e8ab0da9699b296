using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Cli.Verbs;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Clients.Http;
using ReleasePortal.Core.Provisioning;

namespace ReleasePortal.Cli;

/// <summary>From arguments to exit code: 0 when all is well, 1 for every error, 130 when it was interrupted.</summary>
sealed class Application(Terminal terminal, ShellEnvironment environment)
{
    const int Failed = 1;
    const int Interrupted = 130;

    static readonly Dictionary<string, IVerb> Verbs = new(StringComparer.Ordinal)
    {
        ["bundle validate"] = new ValidateVerb(),
        ["bundle plan"] = new PlanVerb(),
        ["bundle deploy"] = new DeployVerb(),
        ["bundle destroy"] = new DestroyVerb(),
        ["bundle summary"] = new SummaryVerb(),
    };

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            if (arguments is ["provision", ..])
            {
                return await new Provisioning.ProvisionCommand(terminal, environment).RunAsync([.. arguments.Skip(1)], cancellationToken)
                    ? 0
                    : Failed;
            }

            var line = CommandLine.Parse(arguments);
            if (line.Help)
            {
                await terminal.Out.WriteAsync(Usage.Of(line.Command));
                return 0;
            }

            WorkspaceSignIn.Check(environment);
            var request = await RequestAsync(line, cancellationToken);
            await using var services = Services();
            var workspace = WorkspaceSignIn.Open(services, environment, request);
            return await Verbs[line.Command].RunAsync(new(line, request, workspace, services, terminal), cancellationToken) ? 0 : Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("Interrupted.");
            return Interrupted;
        }
        catch (Exception fault) when (Explain(fault) is { } words)
        {
            await terminal.Error.WriteLineAsync(words);
            return Failed;
        }
    }

    /// <summary>Only faults of ours crash; everything that people can do something about is said in words.</summary>
    static string? Explain(Exception fault) => fault switch
    {
        UsageException { Faults: var faults } => string.Concat(faults.Select(each => $"Error: {each}\n")) + "See --help.",
        Provisioning.SettingsException =>
            $"Error: these settings are missing or wrong:\n{fault.Message}\nThe portal's own are taken, from --settings FILE and from the environment.",
        ProvisioningException { Faults: var faults } => string.Join('\n', faults.Select(reason => $"Error: {reason}")),
        BundleInvalidException { Diagnostics: var diagnostics } =>
            string.Join('\n', diagnostics.Select(diagnostic => diagnostic.ToString())).TrimEnd(),
        BundleLockedException => $"Error: {fault.Message} To take the lock away, pass --force-lock.",
        DatabricksException or AzureException or DeclinedException or BundleArchiveException or IOException or UnauthorizedAccessException
            or FormatException =>
            $"Error: {fault.Message}",
        _ => null,
    };

    ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddTrust(new ConfigurationBuilder().Build())
        .AddSignIn(environment)
        .AddDatabricksClient(new ConfigurationBuilder().Build())
        .AddBundles()
        .BuildServiceProvider();

    async Task<BundleRequest> RequestAsync(CommandLine line, CancellationToken cancellationToken)
    {
        var folder = environment["DATABRICKS_BUNDLE_ROOT"] is { } root ? BundleFolder.At(root) : BundleFolder.Above(environment.Folder);
        return new()
        {
            Files = folder.Read(),
            Folder = folder.Root,
            Target = line.Target ?? environment["DATABRICKS_BUNDLE_TARGET"] ?? environment["DATABRICKS_BUNDLE_ENV"],
            Variables = BundleVariables.Parse(line.Variables),
            EnvironmentVariables = BundleVariables.FromEnvironment(environment.Variables),
            ClusterId = line.ClusterId,
            EnvironmentClusterId = environment["DATABRICKS_CLUSTER_ID"],
            Git = await GitFacts.ReadAsync(folder.Root, cancellationToken),
        };
    }
}
