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

    /// <summary>The plan that was approved, or made at the start where nobody approves; null when it ended before that.</summary>
    public required Plan? Approved { get; init; }

    /// <exception cref="InvalidOperationException">It ended before there was one.</exception>
    public Plan Plan => Approved ?? throw new InvalidOperationException("There is no plan to carry out.");

    /// <summary>Where people see this deployment, if the portal knows its own address.</summary>
    public required Uri? Page { get; init; }

    /// <summary>Why the deployment did not succeed; null while all is well. For steps that always run.</summary>
    public string? Fault { get; private set; }

    /// <summary>How the deployment ends; as long as all is well, with success.</summary>
    public RunState EndsAs { get; private set; } = RunState.Succeeded;

    /// <summary>A value that an earlier step made for a later one. In memory only.</summary>
    public Secret? Secret { get; private set; }

    /// <summary>Step name and key to what was noted; see <see cref="Recall"/>.</summary>
    public required Func<string, string, string?> ReadJournal { get; init; }

    /// <summary>See <see cref="NoteAsync(string, string, CancellationToken)"/>.</summary>
    public required Func<string, string, StepFact?, CancellationToken, Task> WriteJournal { get; init; }

    /// <summary>See <see cref="Log"/>.</summary>
    public required Action<LineLevel, string> WriteLine { get; init; }

    /// <summary>Whether a person asked to cancel the deployment. For steps that take long and can end early.</summary>
    public required Func<CancellationToken, Task<bool>> IsCancelledAsync { get; init; }

    /// <summary>See <see cref="HandOver"/>.</summary>
    public required Action<Secret> HideSecret { get; init; }

    /// <summary>Hands a secret to a later step; from here on the log and the outcome show it as dots.</summary>
    public void HandOver(Secret secret)
    {
        HideSecret(secret);
        Secret = secret;
    }

    internal void End(RunState state, string fault) => (EndsAs, Fault) = (state, fault);

    public void Log(string text) => WriteLine(LineLevel.Info, text);

    public void Warn(string text) => WriteLine(LineLevel.Warning, text);

    /// <summary>What a step noted, in this or an earlier attempt.</summary>
    public string? Recall(string step, string key) => ReadJournal(step, key);

    /// <summary>Keeps what a resume of the running step needs. Written before this returns; never a secret.</summary>
    public Task NoteAsync(string key, string value, CancellationToken cancellationToken) =>
        WriteJournal(key, value, null, cancellationToken);

    /// <summary>The same, together with what the ledger must know even if the step fails later.</summary>
    public Task NoteAsync(string key, string value, StepFact fact, CancellationToken cancellationToken) =>
        WriteJournal(key, value, fact, cancellationToken);
}
