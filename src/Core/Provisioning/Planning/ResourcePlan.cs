using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleasePortal.Core.Provisioning.Planning;

/// <summary>What an apply would do to a stage's resources. Plain data without times or other things that change by themselves:
/// the same settings and the same Azure give the same plan, so that its digest can be approved.</summary>
public sealed record ResourcePlan(IReadOnlyList<PlannedResource> Resources)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>SHA-256 of the plan's JSON.</summary>
    [JsonIgnore]
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(AtRest(), Json)));

    /// <summary>Without what passes by itself, as people approve it.</summary>
    public ResourcePlan AtRest() => new([.. Resources.Select(resource => resource with { IsBusy = false })]);

    [JsonIgnore]
    public bool IsEmpty => Resources.All(resource => resource.Action is ResourceAction.Unchanged);
}
