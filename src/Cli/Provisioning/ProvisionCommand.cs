using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Settings;

namespace ReleasePortal.Cli.Provisioning;

/// <summary><c>provision plan | apply | doctor</c>: a stage's resources with the portal's own settings, without its database.</summary>
sealed class ProvisionCommand(Terminal terminal, ShellEnvironment environment)
{
    static readonly Dictionary<string, IProvisionVerb> Verbs = new(StringComparer.Ordinal)
    {
        ["plan"] = new PlanVerb(),
        ["apply"] = new ApplyVerb(),
        ["doctor"] = new DoctorVerb(),
    };

    /// <returns>Whether all is well.</returns>
    /// <exception cref="UsageException">The arguments are wrong.</exception>
    /// <exception cref="SettingsException">The settings are.</exception>
    public async Task<bool> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var line = ProvisionLine.Parse(arguments);
        if (line.Help || line.Verb.Length == 0)
        {
            await terminal.Out.WriteAsync(Usage.Provision);
            return true;
        }

        var verb = Verbs.GetValueOrDefault(line.Verb) ?? throw new UsageException($"unknown command: provision {line.Verb}".TrimEnd());
        var wanted = line.Stage ?? throw new UsageException("--stage needs to be given");
        await using var services = Open(PortalSettings.Read(line.SettingsFiles, environment));
        var pipeline = PipelineOf(services.GetRequiredService<PipelineCatalog>(), line.Pipeline);
        var stage = pipeline.Find(wanted)
            ?? throw new UsageException(
                $"pipeline {pipeline.Key} has no stage {wanted}; it has {string.Join(", ", pipeline.Stages.Select(known => known.Name))}");
        return await verb.RunAsync(new(line, pipeline, stage, services, terminal, environment), cancellationToken);
    }

    /// <summary>What the portal registers, as far as resources need it.</summary>
    static ServiceProvider Open(IConfiguration settings)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(settings)
            .AddPipelineSettings(settings)
            .AddAzureClient(settings)
            .AddDatabricksClient(settings)
            .AddProvisioning()
            .BuildServiceProvider();
        if (SettingFaults.Of(services.GetRequiredService<IStartupValidator>()) is { Count: > 0 } faults)
        {
            services.Dispose();
            throw new SettingsException(faults);
        }

        return services;
    }

    static Pipeline PipelineOf(PipelineCatalog pipelines, string? key) => (key, pipelines.All.ToList()) switch
    {
        (null, [var only]) => only,
        (null, var all) => throw new UsageException($"--pipeline needs to be given; there are {Keys(all)}"),
        (_, var all) => pipelines.Find(key) ?? throw new UsageException($"there is no pipeline {key}; there are {Keys(all)}"),
    };

    static string Keys(IEnumerable<Pipeline> pipelines) => string.Join(", ", pipelines.Select(pipeline => pipeline.Key));
}
