namespace ReleasePortal.Core.Deployments;

/// <summary>One step of one deployment.</summary>
public sealed class StepRun
{
    StepRun()
    {
    }

    internal StepRun(Guid deploymentId, int ordinal, string name)
    {
        DeploymentId = deploymentId;
        Ordinal = ordinal;
        Name = name;
    }

    public Guid DeploymentId { get; private set; }

    /// <summary>From 1, in running order.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Name of the step's class; see <see cref="DeploymentPlan"/>.</summary>
    public string Name { get; private set; } = null!;

    public RunState State { get; private set; }

    /// <summary>How often it was started.</summary>
    public int Attempt { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>One sentence for people: what came of it.</summary>
    public string? Outcome { get; private set; }

    /// <summary>What a resume needs: ids, poll addresses. No secrets.</summary>
    public Dictionary<string, string> Journal { get; private set; } = [];

    internal void Start(DateTimeOffset at)
    {
        (State, StartedAt, FinishedAt, Outcome) = (RunState.Running, at, null, null);
        Attempt++;
    }

    internal void Finish(RunState state, string? outcome, DateTimeOffset at)
    {
        (State, FinishedAt, Outcome) = (state, at, outcome);
    }

    internal void Reset() => (State, StartedAt, FinishedAt, Outcome) = (RunState.Queued, null, null, null);

    internal void Note(string key, string value) => Journal = new(Journal, StringComparer.Ordinal) { [key] = value };
}
