using System.Text.Json.Serialization;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Deleting;

/// <summary>What must be known of a resource to find it and to delete it when the settings that it was made of are
/// gone. Holds no secret.</summary>
/// <param name="Address">Azure's id, or the path in the workspace.</param>
/// <param name="ApiVersion">Empty for what Unity Catalog keeps.</param>
/// <param name="Workspace">Through which Unity Catalog is asked; empty for what Azure keeps.</param>
/// <param name="Stays">Why the portal never deletes it, and where a person can; empty when it may.</param>
public sealed record ResourceRecord(string Id, string Kind, string Name, string Address, string? ApiVersion, Uri? Workspace, string? Stays)
{
    /// <summary>Who uses it by the last look at it though no settings name it, and what goes first; empty when nobody does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InUse { get; init; }

    /// <summary>Of the resources that a plan made, with those parts that have an address of their own.</summary>
    internal static IEnumerable<ResourceRecord> Of(ManagedResource resource, PlannedResource planned)
    {
        if (planned.Action is ResourceAction.Create)
        {
            yield return Of(resource);
        }

        foreach (var part in resource.Parts.Where(
            part => planned.Changes.Any(change => change.Old is null && change.Path.StartsWith(part.Field, StringComparison.Ordinal))))
        {
            yield return Of(part, resource);
        }
    }

    /// <summary>Of a resource that is there, with those parts of it that are. What is somebody else's is left out.</summary>
    internal static IEnumerable<ResourceRecord> FoundOf(ManagedResource resource, PlannedResource planned)
    {
        if (resource.IsAdopted
            || planned.Action is not (ResourceAction.Unchanged or ResourceAction.Update or ResourceAction.NeedsReplacement))
        {
            yield break;
        }

        yield return Of(resource);
        foreach (var part in resource.Parts.Where(
            part => !planned.Changes.Any(change => change.Old is null && change.Path.StartsWith(part.Field, StringComparison.Ordinal))))
        {
            yield return Of(part, resource);
        }
    }

    static ResourceRecord Of(ResourcePart part, ManagedResource resource) =>
        new(part.Id, part.Kind, part.Name, part.Id, ((AzureResource)resource).ApiVersion, null, null);

    static ResourceRecord Of(ManagedResource resource) => resource switch
    {
        CatalogResource inCatalog =>
            new(inCatalog.Id, inCatalog.Kind, inCatalog.Name, inCatalog.Address, null, inCatalog.WorkspaceUrl, inCatalog.Stays),
        AzureResource inAzure => new(inAzure.Id, inAzure.Kind, inAzure.Name, inAzure.Id, inAzure.ApiVersion, null, inAzure.Stays),
        _ => throw new NotSupportedException($"{resource.GetType().Name} is kept nowhere."),
    };
}
