using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Checks;

/// <summary>What can only be said once every value is known.</summary>
static class CheckResolved
{
    public static void Run(MapNode root, WorkspaceFacts facts, Findings findings)
    {
        RequiredFields.Check(root, findings);
        WorkspacePaths.Check(root, findings);
        BundlePermissions.Check(root, facts, findings);
        ResourceReferences.Check(root, findings);
    }
}
