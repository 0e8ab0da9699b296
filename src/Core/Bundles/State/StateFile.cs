using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ReleasePortal.Core.Bundles.Resources;

namespace ReleasePortal.Core.Bundles.State;

/// <summary><c>resources.json</c>: which resource of the bundle is which one in the workspace. The Databricks CLI
/// reads and writes it too.</summary>
sealed record StateFile
{
    /// <summary>The newest form that this engine understands; a newer one is refused rather than damaged.</summary>
    public const int Version = 2;

    public required int StateVersion { get; init; }

    public string CliVersion { get; init; } = BundleVersion.Cli;

    /// <summary>Made once, at the first deployment; two states with different ones are two deployments.</summary>
    public required Guid Lineage { get; init; }

    /// <summary>One more for every deployment that changed something.</summary>
    public required long Serial { get; init; }

    public JsonNode? Features { get; init; }

    public required IReadOnlyDictionary<string, StateEntry> State { get; init; }
}

/// <param name="State">The body as it was last sent.</param>
sealed record StateEntry([property: JsonPropertyName("__id__")] string Id, JsonObject State, IReadOnlyList<StateDependency>? DependsOn)
{
    /// <summary>Null for a node that depends on nothing, and for none.</summary>
    public static IReadOnlyList<StateDependency>? DependenciesOf(ResourceNode? node) =>
        node?.Needs.Select(need => new StateDependency(need.Node, need.Label)).ToList() is { Count: > 0 } needs ? needs : null;
}

sealed record StateDependency(string Node, string Label);
