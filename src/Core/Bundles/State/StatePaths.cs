namespace ReleasePortal.Core.Bundles.State;

static class StatePaths
{
    public const string FileDigests = "file-digests.json";
}
