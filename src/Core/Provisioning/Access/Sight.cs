using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Access;

/// <summary>What lets the service principal see what Unity Catalog keeps; its owner needs none of it.
/// Source: https://learn.microsoft.com/azure/databricks/data-governance/unity-catalog/manage-privileges/privileges</summary>
static class Sight
{
    /// <summary>The same from one plan to the next, since it becomes part of them.</summary>
    public static string LackOf(CatalogResource resource) => resource.IsInAccount
        ? "The service principal may not ask the Databricks account: it lacks the role Account admin."
        : $"The service principal may not see {ResourceSubject.Lower(resource.Subject())}: it neither owns {Holder(resource)} nor has {Privilege(resource)} on it.";

    /// <summary>Also the same in every plan. Who is not in a workspace is refused everything there, whatever it owns.</summary>
    public static string OutsideOf(CatalogResource resource) =>
        $"The service principal is not in the workspace {resource.WorkspaceUrl.Authority}, which refuses it everything.";

    public static string Remedy(CatalogResource resource) =>
        $"make it the owner of {Holder(resource)}, or grant it {Privilege(resource)} on it";

    /// <summary>Grants belong to what they are for.</summary>
    static string Holder(CatalogResource resource) =>
        resource is CatalogGrants ? $"catalog {resource.Name}" : ResourceSubject.Lower(resource.Subject());

    static string Privilege(CatalogResource resource) => resource switch
    {
        CatalogGrants => "MANAGE",
        CatalogSchema => "USE SCHEMA",
        StorageCredential => "CREATE EXTERNAL LOCATION",
        _ => "BROWSE",
    };
}
