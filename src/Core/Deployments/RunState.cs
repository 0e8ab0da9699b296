namespace ReleasePortal.Core.Deployments;

/// <summary>State of a deployment and of each of its steps.</summary>
public enum RunState
{
    Queued,
    Running,
    Succeeded,

    /// <summary>The release or the plan is wrong: a person must act, running it again will not help.</summary>
    Failed,

    /// <summary>Something technical: running it again may help.</summary>
    Errored,
    Cancelled,

    /// <summary>Steps only: never reached because an earlier one did not succeed.</summary>
    Skipped,
}
