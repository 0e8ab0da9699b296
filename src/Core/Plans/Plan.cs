using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Plans;

/// <summary>What a deployment would change, as data. Its digest is what people approve: nothing that changes from one
/// look to the next may stand in it.</summary>
public sealed record Plan
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public required string Pipeline { get; init; }

    public required string Stage { get; init; }

    /// <summary>Full commit id of the release.</summary>
    public required string Commit { get; init; }

    /// <summary>SHA-256 of the bundle archive that would be deployed.</summary>
    public required string Archive { get; init; }

    /// <summary>Full commit id of the release that is live in the stage now.</summary>
    public required string? Replaces { get; init; }

    /// <summary>What changes in Azure.</summary>
    public required ResourcePlan Resources { get; init; }

    /// <summary>What changes in Databricks. Null when the bundle is no part of it, or cannot be planned before the
    /// stage's workspace exists.</summary>
    public required BundlePlan? Bundle { get; init; }

    /// <summary>SHA-256 of the plan's JSON.</summary>
    [JsonIgnore]
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <summary>Of the resources' part alone, as the page of a stage's infrastructure shows it.</summary>
    [JsonIgnore]
    public string ResourcesDigest => Resources.Digest;

    [JsonIgnore]
    public bool BringsBundle => Bundle is not null;

    /// <summary>Whether the stage's resources are as described.</summary>
    [JsonIgnore]
    public bool LeavesResources => Resources.IsEmpty;

    /// <summary>Whether this is what remains of a plan of which a part is done already: nothing in it that was not in the other.</summary>
    public bool IsRestOf(Plan approved) =>
        (Commit, Archive) == (approved.Commit, approved.Archive)
        && !ApprovedChanges.ObjectionsTo(Resources, approved.Resources).Any()
        && (Bundle is null ? approved.Bundle is null : approved.Bundle is { } signed && !Bundle.ObjectionsAgainst(signed).Any());

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static Plan FromJson(string json) =>
        JsonSerializer.Deserialize<Plan>(json, Json) ?? throw new JsonException("The plan is empty.");
}
