using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Plans;

/// <summary>Finds out what deploying a release into a stage would change now. Only reads.</summary>
public sealed class MakePlan(TimeProvider clock)
{
    /// <param name="live">The release that is live in the stage now.</param>
    public Task<PlanOutcome> RunAsync(Pipeline pipeline, Stage stage, Release release, Release? live, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = clock;
        return Task.FromResult<PlanOutcome>(new PlanOutcome.Made(new()
        {
            Pipeline = pipeline.Key,
            Stage = stage.Name,
            Commit = release.Commit.Value,
            Archive = release.BundleDigest!,
            Replaces = live?.Commit.Value,
        }));
    }
}
