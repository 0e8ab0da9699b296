namespace ReleasePortal.Core.Deployments.Steps;

/// <summary>One named piece of a deployment. Running it again after a kill at any point must end the same: it gets
/// its context, and returns an outcome.</summary>
public interface IDeploymentStep
{
    /// <summary>The class's name; stands in the database and, split into words, on pages.</summary>
    string Name => GetType().Name;

    /// <summary>Whether it runs even though an earlier step did not succeed.</summary>
    bool RunsAlways => false;

    /// <summary>Whether the deployment may succeed though this did not.</summary>
    bool MayFail => false;

    /// <summary>Whether the release is live in the stage once this succeeded, however the rest ends.</summary>
    bool MakesLive => false;

    /// <summary>Whether it is also a step of a deployment that only makes the stage's resources as described.</summary>
    bool IsProvisioning => false;

    /// <summary>The earlier step that must be repeated when what it handed over in memory is gone after a restart.</summary>
    string? NeedsSecretOf => null;

    /// <summary>Earlier steps that are done again when a person lets the deployment run again from this one: what
    /// they made may be gone.</summary>
    IReadOnlyList<string> RepeatsWhenRunAgain => [];

    /// <summary>Any exception counts as technical: the deployment is Errored and can be run again.</summary>
    Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>Its time has run out: ends what would go on without it.</summary>
    Task AbandonAsync(StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
