namespace ReleasePortal.Core.Bundles.State;

static class StatePaths
{
    public const string Resources = "resources.json";

    public const string Deployment = "deployment.json";

    public const string Metadata = "metadata.json";

    public const string Lock = "deploy.lock";

    public const string FileDigests = "file-digests.json";

    public const string PendingCreates = "pending-creates.json";

    /// <summary>Everything that deployments keep in their folder of the workspace.</summary>
    public static IReadOnlyList<string> All { get; } = [Resources, Deployment, Metadata, FileDigests, PendingCreates, Lock];
}
