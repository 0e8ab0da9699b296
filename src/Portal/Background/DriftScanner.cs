using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Portal.Background;

/// <summary>Looks again and again whether the stages' resources are as described: now and then, and after every deployment.</summary>
sealed partial class DriftScanner(
    CheckDueStages check, PipelineCatalog pipelines, TimeProvider clock, ILogger<DriftScanner> logger) : BackgroundService
{
    /// <summary>How soon a deployment's end is noticed; asking the database costs next to nothing.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(pipelines.All.Select(pipeline => FollowAsync(pipeline.Key, stoppingToken)));

    async Task FollowAsync(string pipeline, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ScanAsync(pipeline, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(fault, pipeline);
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task ScanAsync(string pipeline, CancellationToken stoppingToken)
    {
        foreach (var (stage, fault) in await check.RunAsync(pipeline, stoppingToken))
        {
            LogUnreadable(pipeline, stage, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Could not look for drift in {Pipeline}; the next look follows")]
    partial void LogFault(Exception fault, string pipeline);

    [LoggerMessage(LogLevel.Warning, "The resources of {Pipeline} {Stage} could not be read: {Fault}")]
    partial void LogUnreadable(string pipeline, string stage, string fault);
}
