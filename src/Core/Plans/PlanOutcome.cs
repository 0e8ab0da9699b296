namespace ReleasePortal.Core.Plans;

public abstract record PlanOutcome
{
    PlanOutcome()
    {
    }

    public sealed record Made(Plan Plan) : PlanOutcome;

    /// <summary>The release cannot be deployed into the stage as it is.</summary>
    /// <param name="Faults">All of them, each readable by itself.</param>
    public sealed record Impossible(IReadOnlyList<string> Faults) : PlanOutcome
    {
        /// <summary>What would become of the resources, with those that stand in the way; empty when nobody can say.</summary>
        public IReadOnlyList<PlannedChange> Resources { get; init; } = [];

        /// <summary>It can be once somebody grants a permission, or gives a name free.</summary>
        public bool IsLiftable { get; init; }
    }
}
