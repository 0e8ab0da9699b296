using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Portal.Background;

/// <summary>Looks at GitHub again and again, each pipeline for itself.</summary>
sealed partial class ReleaseWatcher(
    WatchReleases watch, LookSoon look, PipelineCatalog pipelines, ILogger<ReleaseWatcher> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(pipelines.All.Select(pipeline => FollowAsync(pipeline, stoppingToken)));

    async Task FollowAsync(Pipeline pipeline, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await watch.RunAsync(pipeline, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(fault, pipeline.Key);
            }

            await look.WaitAsync(pipeline.Key, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Could not look for releases of {Pipeline}; the next look follows")]
    partial void LogFault(Exception fault, string pipeline);
}
