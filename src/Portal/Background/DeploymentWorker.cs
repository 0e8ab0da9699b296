using System.Threading.Channels;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Portal.Background;

/// <summary>Carries out what is queued: one deployment at a time in a stage, stages side by side.</summary>
sealed partial class DeploymentWorker(
    DeploymentRunner runner, PipelineCatalog pipelines, ChangeFeed changes, IOptions<DeploymentOptions> options,
    ILogger<DeploymentWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        from pipeline in pipelines.All
        from stage in pipeline.Stages
        select FollowAsync(pipeline.Key, stage.Name, stoppingToken));

    async Task FollowAsync(string pipeline, string stage, CancellationToken stoppingToken)
    {
        var changed = Channel.CreateBounded<Change>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = changes.Subscribe(change =>
        {
            if (change.Deployment is null && (change.Pipeline is null || change.Pipeline == pipeline))
            {
                changed.Writer.TryWrite(change);
            }
        });
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await runner.RunNextAsync(pipeline, stage, stoppingToken))
                {
                }

                // A signal is only a hint that saves waiting: another portal may have queued something too.
                using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                pause.CancelAfter(options.Value.PollInterval);
                await changed.Reader.ReadAsync(pause.Token);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                // Nobody signalled; look all the same.
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(fault, pipeline, stage);
                await Task.Delay(options.Value.PollInterval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Deployments into {Pipeline}/{Stage} could not go on; trying again")]
    partial void LogFault(Exception fault, string pipeline, string stage);
}
