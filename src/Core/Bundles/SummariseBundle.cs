using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles;

/// <summary>Says what of a bundle is deployed and where to look at it. Reads the state, not the resources.</summary>
public sealed class SummariseBundle(ResolveBundle resolve)
{
    /// <exception cref="BundleInvalidException">The bundle cannot be read.</exception>
    /// <exception cref="DatabricksException">The workspace could not be read.</exception>
    public async Task<BundleSummary> RunAsync(BundleRequest request, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        var valid = await resolve.RunAsync(request, workspace, cancellationToken);
        if (!valid.IsValid)
        {
            throw new BundleInvalidException(valid.Diagnostics);
        }

        var bundle = valid.Bundle;
        var remote = await RemoteBundle.ReadAsync(workspace, bundle, LocalState.Of(request, bundle, _ => { }), cancellationToken);
        var deployable = bundle.Nodes.Where(node => !node.IsChild)
            .Select(node => Of(node, remote.Entries.GetValueOrDefault(node.Key)?.Id, bundle));
        return new(bundle, [.. deployable, .. Others(bundle.Root)]);
    }

    /// <summary>What this engine does not deploy is shown too.</summary>
    static IEnumerable<SummarisedResource> Others(MapNode root) =>
        from type in (root["resources"] as MapNode)?.Entries ?? []
        where ResourceKinds.Find(type.Key) is null
        from resource in (type.Value as MapNode)?.Entries ?? []
        select new SummarisedResource(
            type.Key, resource.Key, resource.Value.TextAt("name") ?? resource.Value.TextAt("display_name") ?? resource.Key, Id: null,
            Url: null);

    static SummarisedResource Of(ResourceNode node, string? id, ResolvedBundle bundle) =>
        new(
            node.Resource.Type, ResourceKey.Parse(node.Key)!.Value.Name, node.Name, id,
            id is null ? null : $"{bundle.Host}/{node.Resource.PageOf(id)}");
}

/// <param name="Resources">Those that this engine deploys, what is referred to first; then the others.</param>
public sealed record BundleSummary(ResolvedBundle Bundle, IReadOnlyList<SummarisedResource> Resources)
{
    /// <summary>The resolved configuration, with id and address of what is deployed.</summary>
    public string ToJson()
    {
        var root = Bundle.Root.ToJson();
        foreach (var resource in Resources.Where(resource => resource.Id is not null))
        {
            var entry = (JsonObject)root["resources"]![resource.Type]![resource.Key]!;
            entry["id"] = resource.Id;
            entry["url"] = resource.Url;
        }

        return root.ToJsonString();
    }
}

/// <param name="Id">Null when it is not deployed.</param>
/// <param name="Url">Of its page in the workspace.</param>
public sealed record SummarisedResource(string Type, string Key, string Name, string? Id, string? Url);
