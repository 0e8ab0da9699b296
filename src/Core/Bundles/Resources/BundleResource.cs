using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>One kind of thing that a bundle keeps in a workspace. One file per kind.</summary>
abstract class BundleResource
{
    /// <summary>As a plan names it.</summary>
    public abstract string Type { get; }

    public abstract FieldRules Rules { get; }

    /// <summary>Deleting it deletes data, so somebody has to approve that.</summary>
    public virtual bool HoldsData => false;

    /// <summary>What the Permissions API calls it; null when it takes no permissions.</summary>
    public virtual string? PermissionsType => null;

    /// <summary>What Unity Catalog calls it in grants; null when it takes none.</summary>
    public virtual string? SecurableType => null;

    /// <summary>Fields that only the workspace knows, but that other resources may refer to.</summary>
    public virtual IReadOnlyList<string> Outputs => [];

    /// <summary>The address of its page, below that of the workspace.</summary>
    public virtual string PageOf(string id) => $"{Type}/{id}";

    /// <summary>The body for the API; may hold references to other resources.</summary>
    public virtual JsonObject Wish(MapNode configuration) =>
        configuration.Set("permissions", null).Set("grants", null).Set("lifecycle", null).ToJson();

    /// <summary>What is live, in the shape of a wish; null when it is gone.</summary>
    public abstract Task<JsonObject?> ReadAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken);

    /// <summary>What is live with its <see cref="Outputs"/>.</summary>
    public virtual Task<JsonObject?> DescribeAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) =>
        ReadAsync(workspace, id, cancellationToken);

    /// <summary>Whether an id of this kind may look like that; a state may have been edited by hand.</summary>
    public virtual bool IsId(string id) => true;

    /// <summary>The fields of a wish that <see cref="FindLostAsync"/> needs.</summary>
    public virtual IReadOnlyList<string> FoundBy => [];

    /// <summary>Looks for those that may have been created when the answer got lost.</summary>
    /// <returns>Ids, the best one first.</returns>
    public abstract Task<IReadOnlyList<string>> FindLostAsync(
        DatabricksWorkspace workspace, LostCreate lost, CancellationToken cancellationToken);

    /// <returns>The id.</returns>
    public abstract Task<string> CreateAsync(DatabricksWorkspace workspace, JsonObject wish, CancellationToken cancellationToken);

    /// <returns>The id afterwards: some things change it with their name.</returns>
    public abstract Task<string> UpdateAsync(DatabricksWorkspace workspace, ResourceUpdate update, CancellationToken cancellationToken);

    /// <summary>What is gone already is fine.</summary>
    public abstract Task DeleteAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken);

    /// <summary>A body that the workspace refuses is a fault of the release, said with the name that people know.</summary>
    /// <exception cref="BundleInvalidException">The body is wrong, so it stays wrong.</exception>
    protected static async Task<T> SayingWhatAsync<T>(string what, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (DatabricksException fault) when (fault.SaysInvalid)
        {
            throw new BundleInvalidException($"Databricks does not accept the {what}: {fault.Detail}", fault);
        }
    }
}
