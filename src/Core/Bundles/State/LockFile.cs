using System.Text.Json.Serialization;

namespace ReleasePortal.Core.Bundles.State;

/// <summary><c>deploy.lock</c>: who is deploying.</summary>
sealed record LockFile(
    [property: JsonPropertyName("ID")] Guid Id,
    [property: JsonPropertyName("AcquisitionTime")] DateTimeOffset AcquisitionTime,
    [property: JsonPropertyName("IsForced")] bool IsForced,
    [property: JsonPropertyName("User")] string User);
