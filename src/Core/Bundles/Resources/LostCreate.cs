using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.State;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>A create that an earlier deployment began and of which nobody knows the end.</summary>
/// <param name="Wish">Of the body that was sent, the fields by which it is found.</param>
/// <param name="Since">When that deployment began; what is older is somebody else's.</param>
/// <param name="Deployer">The user name under which it was created.</param>
/// <param name="DependsOn">What has to outlive it.</param>
sealed record LostCreate(JsonObject Wish, DateTimeOffset Since, string Deployer, IReadOnlyList<StateDependency>? DependsOn)
{
    /// <summary>Two clocks are compared, so they may differ a bit.</summary>
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <param name="created">Milliseconds since 1970, as the workspace tells it.</param>
    public bool MayHaveMade(string? creator, long? created) =>
        string.Equals(creator, Deployer, StringComparison.OrdinalIgnoreCase)
        && created is { } at
        && DateTimeOffset.FromUnixTimeMilliseconds(at) >= Since - Skew;

    /// <summary>The metadata file's path is unique per bundle, target and workspace, and jobs and pipelines name it
    /// from their creation on.</summary>
    public bool Made(JsonObject live) => Same(live, "name") && SameMetadata(live["deployment"], Wish["deployment"]);

    bool Same(JsonObject live, string field) => string.Equals((string?)live[field], (string?)Wish[field], StringComparison.Ordinal);

    static bool SameMetadata(JsonNode? live, JsonNode? wish) =>
        (string?)wish?["metadata_file_path"] is { } path
            && string.Equals((string?)live?["metadata_file_path"], path, StringComparison.Ordinal);
}
