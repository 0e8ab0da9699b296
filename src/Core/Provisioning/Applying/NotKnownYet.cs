using System.Net;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Applying;

/// <summary>Databricks' account learns of a workspace some time after Azure has made it, and a workspace of its metastore later than the
/// account. Until then it refuses what stands on them.</summary>
static class NotKnownYet
{
    const string NoMetastore = "METASTORE_DOES_NOT_EXIST";

    /// <param name="fault">Of a write.</param>
    /// <param name="approved">Runs as it is until all of it is made, so that a later attempt still knows what was
    /// made by an earlier one.</param>
    public static bool Is(Exception fault, ManagedResource resource, ResourcePlan approved) =>
        fault is DatabricksException { Status: HttpStatusCode.NotFound, SaysNoPrincipal: false } unknown
        && resource is CatalogResource wanted
        && !IsOfOthers(unknown, wanted)
        && resource.Needs.Any(need => IsMade(need, approved));

    /// <summary>The metastore itself is none of the portal's: one that the account does not have is a wrong setting.</summary>
    static bool IsOfOthers(DatabricksException fault, CatalogResource wanted) => wanted.IsInAccount && fault.ErrorCode is NoMetastore;

    static bool IsMade(string need, ResourcePlan approved) => approved.Resources.Any(planned =>
        string.Equals(planned.Id, need, StringComparison.OrdinalIgnoreCase)
            && planned.Action is ResourceAction.Create or ResourceAction.Update);
}
