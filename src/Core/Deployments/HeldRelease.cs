using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Deployments;

/// <summary>What a stage's workspace holds though it is not live there: a deployment reached the workspace and did
/// not prove its release.</summary>
public sealed record HeldRelease(ReleaseLine Release, Unproven Because)
{
    /// <summary>A phrase that follows the stage's name, or starts with a capital on its own.</summary>
    public string InWords => Because switch
    {
        Unproven.ChecksFailed => $"holds {Release.Short}, whose checks failed",
        Unproven.ChecksWithoutEnd => $"holds {Release.Short}, whose checks did not end",
        _ => $"may hold part of {Release.Short}, whose deployment did not end",
    };

    /// <param name="steps">Names of the steps' classes and where they stand, of a deployment that is over.</param>
    /// <returns>Null when it never reached the workspace, or all is well.</returns>
    public static Unproven? In(IReadOnlyDictionary<string, RunState> steps) =>
        (steps.GetValueOrDefault(nameof(DeployBundle)), steps.GetValueOrDefault(nameof(RunChecks))) switch
        {
            (RunState.Succeeded, RunState.Succeeded) => null,
            (RunState.Succeeded, RunState.Failed) => Unproven.ChecksFailed,
            (RunState.Succeeded, _) => Unproven.ChecksWithoutEnd,
            (RunState.Failed or RunState.Errored or RunState.Cancelled, _) => Unproven.Partly,
            _ => null,
        };
}

public enum Unproven
{
    ChecksFailed,

    /// <summary>They were cancelled, or broke on the way.</summary>
    ChecksWithoutEnd,

    /// <summary>The bundle itself was not deployed to its end.</summary>
    Partly,
}
