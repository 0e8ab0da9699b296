using ReleasePortal.Core.Bundles.Checks;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Loading;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Bundles.Types;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>Load, assign, resolve and check, in this order; each phase needs what the one before left.</summary>
static class ResolvePhases
{
    /// <summary>The files and the chosen target, merged.</summary>
    public static LoadedTarget Load(BundleRequest request, Findings findings)
    {
        var (root, isReadable) = LoadBundle.Run(request.Files, findings);
        if (!isReadable)
        {
            return new(root);
        }

        CheckLoaded.Run(root, findings);
        return SelectTarget.Run(root, request.Target, findings);
    }

    /// <summary>What the deployment brings along: workspace, user, commit and the values of variables.</summary>
    public static LoadedTarget Assign(LoadedTarget target, BundleRequest request, WorkspaceFacts facts, Findings findings)
    {
        var root = NullResources.Drop(target.Root, isResolved: false, findings);
        BundleSections.Check(root, findings);
        (root, var syncRoot) = new SyncSection(request.Files, findings).Complete(root);
        root = Artifacts.Rebase(root, request.Files, syncRoot, findings);
        root = WorkspaceSection.Complete(root, facts, request.Git, findings);
        root = OldPrefixes.Strip(root, findings);
        return target with { Root = Variables.Assign(root, request, findings), SyncRoot = syncRoot };
    }

    /// <summary>Everything else. Volumes' paths come after presets, for they are made of names.</summary>
    public static MapNode Resolve(LoadedTarget target, BundleRequest request, WorkspaceFacts facts, Findings findings)
    {
        var root = target.Root;
        root = new Interpolation(root, findings).ResolveRoot();
        root = Normalise.Map(root, BundleTypes.Table, "resolved", NodePath.Root, findings);
        root = NullResources.Drop(root, isResolved: true, findings);
        ResourceKeys.Check(root, NodePath.Root, findings);
        root = Modes.Apply(root, target, facts, request.Git, findings);
        root = KeyedLists.Merge(root, findings);
        root = UnityCatalogNames.Capture(root, findings);
        root = ClusterFixes.Apply(root, findings);
        root = RunAs.Apply(root, facts, findings);
        root = ClusterOverride.Apply(root, request, findings);
        root = Presets.Apply(root, findings);
        root = EmptyTexts.Drop(root);
        root = Defaults.Apply(root);
        root = ResourcePermissions.Apply(root, facts, findings);
        root = VolumePaths.Apply(root);
        CheckResolved.Run(root, facts, findings);
        root = ResourcePaths.Translate(root, request.Files, target.SyncRoot, findings);
        return Annotations.Apply(root);
    }
}
