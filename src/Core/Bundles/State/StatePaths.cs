namespace ReleasePortal.Core.Bundles.State;

static class StatePaths
{
    public const string Resources = "resources.json";

    public const string FileDigests = "file-digests.json";

    public const string PendingCreates = "pending-creates.json";
}
