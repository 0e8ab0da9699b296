using System.Collections.Concurrent;
using ReleasePortal.Core.Changes;

namespace ReleasePortal.Core.Releases;

/// <summary>How this portal's latest look at GitHub went, so that a board that stands still can say why.</summary>
public sealed class GitHubLooks(ChangeFeed changes)
{
    readonly ConcurrentDictionary<string, LookAtGitHub> _looks = new(StringComparer.Ordinal);

    /// <returns>Null before the first look.</returns>
    public LookAtGitHub? Last(string pipeline) => _looks.GetValueOrDefault(pipeline);

    internal void Succeeded(string pipeline, DateTimeOffset at) => Keep(pipeline, new(at, null));

    internal void Failed(string pipeline, string fault) => Keep(pipeline, new(Last(pipeline)?.SucceededAt, fault));

    void Keep(string pipeline, LookAtGitHub look)
    {
        var before = Last(pipeline);
        _looks[pipeline] = look;
        if (before?.Fault != look.Fault)
        {
            changes.Publish(new(pipeline));
        }
    }
}

/// <param name="SucceededAt">When GitHub was last read as a whole; null when never.</param>
/// <param name="Fault">What went wrong since; null while all is well.</param>
public sealed record LookAtGitHub(DateTimeOffset? SucceededAt, string? Fault);
