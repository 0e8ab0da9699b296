using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Planning;

/// <summary>What reading a resource gave.</summary>
/// <param name="Id">Where it stands, which is not the wanted id if somebody made the same thing under another.</param>
/// <param name="Body">Nothing if it does not exist.</param>
sealed record FoundResource(string Id, JsonObject? Body)
{
    public const string StateField = "properties.provisioningState";

    /// <summary>Stands in a plan for what is not described but done: a deleted vault is recovered.</summary>
    public const string DeletedField = "deleted vault";

    /// <summary>Why it may not be read.</summary>
    public string? Denied { get; init; }

    /// <summary>Something else holds the wanted id, and stays.</summary>
    public bool IsTaken { get; init; }

    /// <summary>A deleted one of the same name, which stands in the way of a new one.</summary>
    public DeletedVault? Deleted { get; init; }

    public string? State =>
        (Body?["properties"] as JsonObject)?["provisioningState"] is JsonValue value && value.TryGetValue<string>(out var state)
        ? state
        : null;

    /// <summary>Azure still works on it.</summary>
    public bool IsBusy => State is not null && !Is("Succeeded") && !HasFailed;

    public bool HasFailed => Is("Failed") || Is("Canceled");

    bool Is(string state) => string.Equals(State, state, StringComparison.OrdinalIgnoreCase);
}
