namespace ReleasePortal.Core.Plans;

public abstract record PlanOutcome
{
    PlanOutcome()
    {
    }

    public sealed record Made(Plan Plan) : PlanOutcome;

    /// <summary>The release cannot be deployed into the stage as it is.</summary>
    /// <param name="Faults">All of them, each readable by itself.</param>
    public sealed record Impossible(IReadOnlyList<string> Faults) : PlanOutcome;
}
