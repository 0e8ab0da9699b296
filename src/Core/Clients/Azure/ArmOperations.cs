using System.Net;
using Azure.Core;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>Follows what Azure carries out after it has answered.
/// Source: https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations</summary>
public sealed class ArmOperations(ArmPipeline arm, TimeProvider clock)
{
    /// <summary>A workspace takes the longest of all resources, about ten minutes.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(45);

    /// <summary>An operation that has just begun is not known everywhere at once; after that its address is wrong.</summary>
    static readonly TimeSpan UntilKnown = TimeSpan.FromMinutes(1);

    /// <summary>What remains to be waited for after this answer to a PUT; often nothing.</summary>
    internal PendingOperation? PendingAfter(ArmAnswer answer, string id, string apiVersion) => answer switch
    {
        { AsyncOperation: { } url } => new(id, PollKind.Status, url),
        { Status: HttpStatusCode.Accepted, Location: { } url } => new(id, PollKind.Location, url),
        { Status: HttpStatusCode.Accepted } => new(id, PollKind.Resource, arm.Address(id, apiVersion)),
        { ProvisioningState: { } state } when !IsEnd(state) => new(id, PollKind.Resource, arm.Address(id, apiVersion)),
        _ => null,
    };

    /// <param name="isNew">Whether it has just begun. One of an older process that Azure does not know has ended.</param>
    /// <exception cref="AzureException">The operation failed, or took too long.</exception>
    internal async Task WaitAsync(PendingOperation operation, TimeSpan? firstDelay, bool isNew, CancellationToken cancellationToken)
    {
        var doing = $"Waiting for {operation.ResourceId}";
        if (!arm.Owns(operation.Url))
        {
            throw new AzureException(
                doing, $"its progress would be asked at {operation.Url.Authority}, which is not Azure Resource Manager.", null, null);
        }

        var started = clock.GetTimestamp();
        var heard = started;
        for (var delay = firstDelay; clock.GetElapsedTime(started) < Longest;)
        {
            await Task.Delay(PollDelay.After(delay), clock, cancellationToken);
            var answer = await arm.SendAsync(RequestMethod.Get, operation.Url, null, doing, cancellationToken);
            if (!IsNoNews(answer, isNew))
            {
                if (IsDone(operation.Kind, answer.OrThrow(doing), doing))
                {
                    return;
                }

                heard = clock.GetTimestamp();
            }
            else if (clock.GetElapsedTime(heard) > UntilKnown)
            {
                throw new AzureException(
                    doing, $"Azure does not tell how its operation gets on ({(int)answer.Status} for {UntilKnown.TotalMinutes} minute).",
                    null, null);
            }

            delay = answer.RetryAfter;
        }

        throw new AzureException(doing, $"Azure has not finished after {Longest.TotalMinutes} minutes.", null, null);
    }

    /// <summary>The answer is about the asking, not about the operation.</summary>
    static bool IsNoNews(ArmAnswer answer, bool isNew) => answer.Status switch
    {
        HttpStatusCode.Conflict => PassingFaults.Has(answer.Status, ArmError.Parse(answer.Body, "").Code),
        HttpStatusCode.NotFound => isNew,
        _ => false,
    };

    static bool IsDone(PollKind kind, ArmAnswer answer, string doing)
    {
        var state = kind switch
        {
            PollKind.Status => answer.OperationStatus
                ?? throw new AzureException(doing, "the operation's answer holds no status.", answer.Status, null),
            PollKind.Resource => answer.ProvisioningState ?? "Succeeded",
            _ => answer.Status is HttpStatusCode.Accepted ? "InProgress" : "Succeeded",
        };
        if (!IsEnd(state) || Is(state, "Succeeded"))
        {
            return IsEnd(state);
        }

        var error = answer.Json?["error"] is null ? new(state, "Azure gives no reason.", null, null) : ArmError.Parse(answer.Body, state);
        throw new AzureException(doing, $"the operation ended as {state}. {error}", answer.Status, error);
    }

    static bool IsEnd(string state) => Is(state, "Succeeded") || Is(state, "Failed") || Is(state, "Canceled");

    static bool Is(string state, string name) => state.Equals(name, StringComparison.OrdinalIgnoreCase);
}
