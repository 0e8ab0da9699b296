namespace ReleasePortal.Core.Deployments;

/// <summary>What is live in a stage.</summary>
public sealed class StageState
{
    StageState()
    {
    }

    public StageState(string pipeline, string stage) => (Pipeline, Stage) = (pipeline, stage);

    public string Pipeline { get; private set; } = null!;

    public string Stage { get; private set; } = null!;

    public Guid? ReleaseId { get; private set; }

    public Guid? DeploymentId { get; private set; }

    public DateTimeOffset? Since { get; private set; }

    internal void GoLive(Deployment deployment, DateTimeOffset at) =>
        (ReleaseId, DeploymentId, Since) = (deployment.ReleaseId, deployment.Id, at);
}
