using ReleasePortal.Core.Clients.GitHub;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Releases;

/// <summary>Reads what CI says now, right before somebody relies on it: a check may have been added or run again
/// since the last look.</summary>
public sealed class AskForChecks(RefreshChecks refresh)
{
    /// <returns>Why GitHub could not be asked, for people; null when it was.</returns>
    public async Task<string?> RunAsync(Pipeline pipeline, int release, CancellationToken cancellationToken)
    {
        try
        {
            await refresh.RunAsync(pipeline, release, cancellationToken);
            return null;
        }
        catch (GitHubException fault)
        {
            return fault.Message;
        }
    }
}
