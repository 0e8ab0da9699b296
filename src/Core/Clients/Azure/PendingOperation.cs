using System.Text.Json.Serialization;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>An operation that Azure still carries out: all that a restarted portal needs to wait for its end. Holds no secret.</summary>
/// <param name="Url">Where its progress is asked for.</param>
public sealed record PendingOperation(string ResourceId, PollKind Kind, Uri Url);

/// <summary>The ways in which Resource Manager tells the end of an operation.
/// Source: https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PollKind>))]
public enum PollKind
{
    /// <summary>A document with a <c>status</c>, from the header Azure-AsyncOperation.</summary>
    Status,

    /// <summary>202 until it is done, from the header Location.</summary>
    Location,

    /// <summary>The resource itself has a <c>provisioningState</c>.</summary>
    Resource,
}
