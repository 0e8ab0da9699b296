using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Deployments.Steps;

/// <summary>All that a step may know and do.</summary>
public sealed class StepContext
{
    public required Pipeline Pipeline { get; init; }

    public required Stage Stage { get; init; }

    public required int DeploymentNumber { get; init; }

    /// <summary>Full commit id of the release.</summary>
    public required string Commit { get; init; }

    /// <summary>The bundle archive of the release.</summary>
    public required ReadOnlyMemory<byte> Archive { get; init; }

    /// <summary>The plan that was approved, or made at the start where nobody approves.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Where people see this deployment, if the portal knows its own address.</summary>
    public required Uri? Page { get; init; }

    /// <summary>Why the deployment did not succeed; null while all is well. For steps that always run.</summary>
    public string? Fault { get; internal set; }

    /// <summary>A value that an earlier step made for a later one. In memory only.</summary>
    public Secret? Secret { get; private set; }

    /// <summary>Step name and key to what was noted; see <see cref="Recall"/>.</summary>
    public required Func<string, string, string?> ReadJournal { get; init; }

    /// <summary>See <see cref="NoteAsync"/>.</summary>
    public required Func<string, string, CancellationToken, Task> WriteJournal { get; init; }

    /// <summary>See <see cref="Log"/>.</summary>
    public required Action<LineLevel, string> WriteLine { get; init; }

    /// <summary>See <see cref="HandOver"/>.</summary>
    public required Action<Secret> HideSecret { get; init; }

    /// <summary>Hands a secret to a later step; from here on the log and the outcome show it as dots.</summary>
    public void HandOver(Secret secret)
    {
        HideSecret(secret);
        Secret = secret;
    }

    public void Log(string text) => WriteLine(LineLevel.Info, text);

    public void Warn(string text) => WriteLine(LineLevel.Warning, text);

    /// <summary>What a step noted, in this or an earlier attempt.</summary>
    public string? Recall(string step, string key) => ReadJournal(step, key);

    /// <summary>Keeps what a resume of the running step needs. Written before this returns; never a secret.</summary>
    public Task NoteAsync(string key, string value, CancellationToken cancellationToken) => WriteJournal(key, value, cancellationToken);
}
