using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>One kind of thing that a bundle keeps in a workspace. One file per kind.</summary>
abstract class BundleResource
{
    /// <summary>As a plan names it.</summary>
    public abstract string Type { get; }

    public abstract FieldRules Rules { get; }

    /// <summary>What is live, in the shape of a wish; null when it is gone.</summary>
    public abstract Task<JsonObject?> ReadAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken);

    /// <summary>Looks for one that was created when the answer got lost; null when there is none.</summary>
    public abstract Task<string?> FindLostAsync(
        DatabricksWorkspace workspace, JsonObject wish, IReadOnlyCollection<string> knownIds, CancellationToken cancellationToken);

    /// <returns>The id.</returns>
    public abstract Task<string> CreateAsync(DatabricksWorkspace workspace, JsonObject wish, CancellationToken cancellationToken);

    public abstract Task UpdateAsync(DatabricksWorkspace workspace, string id, JsonObject wish, CancellationToken cancellationToken);

    public abstract Task DeleteAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken);
}
