using System.Net;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Checks;

/// <summary>Libraries can only be uploaded to a volume that is there; one that the same bundle makes comes too late
/// for its first deployment.</summary>
static class ArtifactVolume
{
    public static async Task CheckAsync(
        ResolvedBundle bundle, DatabricksWorkspace workspace, Findings findings, CancellationToken cancellationToken)
    {
        if (bundle.Libraries.Count == 0 || VolumePath.Parse(bundle.WorkspacePath("artifact_path")) is not { } volume)
        {
            return;
        }

        try
        {
            if (await workspace.Catalog.GetAsync("volumes", volume.FullName, cancellationToken) is null)
            {
                Missing(bundle.Root, volume, findings);
            }
        }
        catch (DatabricksException fault) when (fault.Status is HttpStatusCode.Forbidden)
        {
            findings.Error($"cannot access volume {volume.FullName}: {fault.Detail}", Path, bundle.Root.At("workspace", "artifact_path"));
        }
    }

    static NodePath Path => NodePath.Of("workspace", "artifact_path");

    static void Missing(MapNode root, VolumePath volume, Findings findings)
    {
        var own = VolumePaths.All(root)
            .Where(made => VolumePath.Parse(made.Value) == volume)
            .Select(made => made.Path.ToString())
            .FirstOrDefault();
        Node?[] places = [root.At("workspace", "artifact_path"), own is null ? null : root.At(own.Split('.'))];
        findings.Error(
            $"volume {volume.FullName} does not exist",
            Path,
            new ScalarNode(ScalarType.String, volume.FullName, [.. places.SelectMany(place => place?.Locations ?? [])]),
            own is null
                ? "Libraries go to the artifact_path, so its volume has to be there before the deployment."
                : $"The bundle makes this volume itself ({own}), but libraries are uploaded before resources are made. "
                    + "Deploy the volume first, with an artifact_path elsewhere, and use it from the next deployment on.");
    }
}
