using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning;

/// <summary>A resource that Unity Catalog keeps. Its id is ours: Unity Catalog has none before it exists.</summary>
public abstract record CatalogResource(StageResources Stage) : ManagedResource
{
    internal const string Root = "/api/2.1/unity-catalog";

    public override string Id =>
        $"/unity-catalog/{Stage.Catalog!.WorkspaceUrl.Authority}/{Kind.ToLowerInvariant().Replace(' ', '-')}/{Name}";

    public Uri WorkspaceUrl => Stage.Catalog!.WorkspaceUrl;

    /// <summary>Asked of the account, not of the workspace.</summary>
    public virtual bool IsInAccount => false;

    /// <summary>On the metastore, to make it; null where whoever made what holds it may do so.</summary>
    public virtual string? Privilege => null;

    /// <summary>May hold values that other resources tell; see <see cref="Later"/>.</summary>
    public abstract string Address { get; }

    /// <summary>What Unity Catalog answered, as the fields that we compare.</summary>
    public virtual JsonObject Read(JsonObject answer) => answer;

    /// <summary>The calls that make it as wanted, one after the other.</summary>
    /// <param name="found">Nothing when it must be created.</param>
    public abstract IReadOnlyList<CatalogCall> Write(JsonObject wanted, JsonObject? found);

    /// <summary>Everything in the workspace's catalog waits until the workspace is in the metastore. Azure puts a new one into its region's
    /// by itself, where the settings name none.</summary>
    protected string Metastore => Stage is { Workspace: not null, Catalog.MetastoreId: null }
        ? new Resources.Workspace(Stage).Id
        : new Resources.MetastoreAssignment(Stage).Id;
}

/// <param name="Address">Path and query; may hold values that other resources tell.</param>
public sealed record CatalogCall(HttpMethod Method, string Address, JsonObject Body)
{
    /// <summary>Whose privileges it changes.</summary>
    public IReadOnlyList<string> Principals { get; init; } = [];

    /// <summary>It gives nobody anything, so that it is done where there is nobody to take from.</summary>
    public bool OnlyTakes { get; init; }
}
