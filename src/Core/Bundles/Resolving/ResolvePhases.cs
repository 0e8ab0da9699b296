using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Loading;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Bundles.Types;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>Load, select, resolve and check, in this order; each phase needs what the one before left.</summary>
static class ResolvePhases
{
    public static MapNode Run(BundleRequest request, WorkspaceFacts facts, Findings findings)
    {
        var root = LoadBundle.Run(request.Files, findings);
        if (findings.HasErrors)
        {
            return root;
        }

        UniqueResources.Check(root, findings);
        root = SelectTarget.Run(root, request.Target, findings);
        if (findings.HasErrors)
        {
            return root;
        }

        root = WorkspaceSection.Complete(root, facts, request.Git, findings);
        root = Variables.Assign(root, request.Variables, findings);
        root = (MapNode)new Interpolation(root, findings).Resolve(root, NodePath.Root);
        root = Normalise.Map(root, BundleTypes.Table, "root", NodePath.Root, findings);
        root = JobMerges.Apply(root, findings);
        root = Modes.Apply(root, facts, findings);
        root = JobPresets.Apply(root);
        root = JobPermissions.Apply(root, facts, findings);
        RequiredFields.Check(root, findings);
        JobPaths.Check(root, findings);
        root = JobPaths.Translate(root, request.Files, findings);
        Unsupported.Check(root, findings);
        return JobAnnotations.Apply(root);
    }
}
