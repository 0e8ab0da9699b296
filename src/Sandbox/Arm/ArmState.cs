using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>Everything in the subscription.</summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
sealed class ArmState
{
    /// <summary>Resources and resource groups by id, whatever its case; the entry keeps the case of the first PUT.</summary>
    public Dictionary<string, StoredResource> Resources { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>By name.</summary>
    public Dictionary<string, StoredResource> DeletedVaults { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, ArmOperation> Operations { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <param name="ReadyAt">Until then it is being provisioned.</param>
/// <param name="HasFailed">Whether that ends badly; the next write mends it.</param>
sealed record StoredResource(string Id, JsonObject Body, DateTimeOffset ReadyAt, bool HasFailed = false);

/// <summary>A long-running operation.</summary>
/// <param name="Target">The resource it works on.</param>
/// <param name="Deletes">Whether the resource is gone when it ends.</param>
/// <param name="Error">How it ends, if badly.</param>
sealed record ArmOperation(
    string Id, string Target, DateTimeOffset StartedAt, DateTimeOffset EndsAt, bool Deletes, JsonObject? Error = null);
