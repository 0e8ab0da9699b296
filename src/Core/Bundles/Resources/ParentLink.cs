using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>How permissions and grants name the resource that they belong to. Not a text to parse: a key need not be
/// fit for a reference.</summary>
/// <param name="Node">The key of that resource.</param>
/// <param name="Field">The field of the body that names it.</param>
/// <param name="Prefix">What stands before its id there, for example <c>/jobs/</c>.</param>
sealed record ParentLink(string Node, string Field, string Prefix)
{
    /// <summary>As state files and plans write it.</summary>
    public string Label => $"${{{Node}.id}}";

    /// <param name="id">Null while it is not known.</param>
    public void PutInto(JsonObject body, string? id) =>
        body.Insert(Math.Max(0, body.IndexOf(PermissionsResource.List)), Field, Prefix + (id ?? Label));
}
