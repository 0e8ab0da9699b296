namespace ReleasePortal.Core.Plans;

/// <summary>A plan in the words of a page: which thing, what is done to it, which fields.</summary>
public sealed record PlanView
{
    /// <summary>What changes in Databricks.</summary>
    public required IReadOnlyList<PlannedChange> Bundle { get; init; }

    /// <summary>What changes in Azure.</summary>
    public required IReadOnlyList<PlannedChange> Infrastructure { get; init; }

    /// <summary>Files of the bundle that differ from those in the workspace.</summary>
    public required IReadOnlyList<PlannedChange> Files { get; init; }
}

public enum PlannedAction
{
    Unchanged,
    Create,
    Update,

    /// <summary>Deleted and made anew.</summary>
    Replace,
    Delete,

    /// <summary>It could not be read.</summary>
    Unknown,
}

/// <param name="Key">What it is called where it is defined: <c>jobs.elt_demo_pipeline</c>, a file's path, a resource's name.</param>
/// <param name="What">For people: "job “ELT Demo Pipeline”"; empty when the key says it.</param>
/// <param name="Reason">Why it must be replaced or could not be read.</param>
public sealed record PlannedChange(PlannedAction Action, string Key, string What, IReadOnlyList<PlannedField> Fields, string? Reason = null);

/// <param name="IsDrift">The release does not change it: somebody did, and it is set back.</param>
public sealed record PlannedField(string Path, string? Old, string? New, bool IsDrift = false);
