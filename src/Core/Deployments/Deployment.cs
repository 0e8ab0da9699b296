using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Deployments;

/// <summary>One carrying-out of a promotion: its steps, its state, its log.</summary>
public sealed class Deployment
{
    readonly List<StepRun> _steps = [];

    Deployment()
    {
    }

    public Deployment(int number, Promotion promotion, IReadOnlyList<string> steps, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        Pipeline = promotion.Pipeline;
        Number = number;
        Stage = promotion.Stage;
        ReleaseId = promotion.ReleaseId;
        PromotionId = promotion.Id;
        PlanRevision = promotion.PlanRevision;
        QueuedAt = at;
        _steps.AddRange(steps.Select((name, index) => new StepRun(Id, index + 1, name)));
    }

    public Guid Id { get; private set; }

    public string Pipeline { get; private set; } = null!;

    /// <summary>Counted per pipeline from 1.</summary>
    public int Number { get; private set; }

    public string Stage { get; private set; } = null!;

    public Guid ReleaseId { get; private set; }

    public Release Release { get; private set; } = null!;

    public Guid PromotionId { get; private set; }

    public Promotion Promotion { get; private set; } = null!;

    /// <summary>The revision of the promotion's plan that was approved.</summary>
    public int PlanRevision { get; private set; }

    public RunState State { get; private set; }

    public DateTimeOffset QueuedAt { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Why it did not succeed, in one or two sentences for people.</summary>
    public string? Reason { get; private set; }

    public string? CancelRequestedByName { get; private set; }

    public DateTimeOffset? CancelRequestedAt { get; private set; }

    public int Revision { get; private set; }

    public IReadOnlyList<StepRun> Steps => _steps;

    public bool IsOver => State is RunState.Succeeded or RunState.Failed or RunState.Errored or RunState.Cancelled;

    /// <exception cref="KeyNotFoundException">It has no such step.</exception>
    public StepRun Step(string name) =>
        _steps.Find(step => string.Equals(step.Name, name, StringComparison.Ordinal))
            ?? throw new KeyNotFoundException($"Deployment {Number} has no step '{name}'.");

    /// <summary>Adds the steps that it lacks, at its end: it was queued by a portal that had fewer.</summary>
    internal void TakeSteps(IReadOnlyList<string> names) => _steps.AddRange(
        names.Except(_steps.Select(step => step.Name), StringComparer.Ordinal)
            .ToList()
            .Select((name, index) => new StepRun(Id, _steps.Max(step => step.Ordinal) + index + 1, name))
            .ToList());

    internal void Start(DateTimeOffset at)
    {
        MustBe(RunState.Queued, RunState.Running);
        State = RunState.Running;
        StartedAt ??= at;
        Revision++;
    }

    internal void Finish(RunState state, string? reason, DateTimeOffset at)
    {
        MustBe(RunState.Queued, RunState.Running);
        (State, Reason, FinishedAt) = (state, reason, at);
        foreach (var cut in _steps.Where(step => step.State is RunState.Running))
        {
            cut.Finish(state, reason, at);
        }

        Revision++;
    }

    /// <summary>Puts an errored deployment back into the queue; it goes on with the first step that did not succeed.</summary>
    /// <param name="repeated">By the name of that step: earlier steps that are done again with it.</param>
    public void RunAgain(ILookup<string, string> repeated)
    {
        MustBe(RunState.Errored);
        (State, Reason, FinishedAt, CancelRequestedAt, CancelRequestedByName) = (RunState.Queued, null, null, null, null);
        var left = _steps.OrderBy(step => step.Ordinal).SkipWhile(step => step.State is RunState.Succeeded).ToList();
        foreach (var step in left.Concat(
            _steps.Where(step => left is [var first, ..] && repeated[first.Name].Contains(step.Name, StringComparer.Ordinal))))
        {
            step.Reset();
        }

        Revision++;
    }

    /// <summary>Asks the runner to stop after the current step; a queued one ends at once.</summary>
    public void RequestCancel(string by, DateTimeOffset at)
    {
        MustBe(RunState.Queued, RunState.Running);
        (CancelRequestedByName, CancelRequestedAt) = (by, at);
        if (State is RunState.Queued)
        {
            (State, Reason, FinishedAt) = (RunState.Cancelled, $"Cancelled by {by} before it started.", at);
        }

        Revision++;
    }

    void MustBe(params ReadOnlySpan<RunState> states)
    {
        if (!states.Contains(State))
        {
            throw new InvalidOperationException($"Deployment {Number} is {State}.");
        }
    }
}
