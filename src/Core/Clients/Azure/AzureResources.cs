using System.Net;
using System.Text.Json.Nodes;
using Azure.Core;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>Reads and writes any Azure resource by its id. Source: https://learn.microsoft.com/rest/api/resources/resources</summary>
public sealed class AzureResources(ArmPipeline arm, ArmOperations operations, TimeProvider clock)
{
    /// <summary>A resource in the middle of another change may refuse even to be read.</summary>
    const int ConflictAttempts = 8;

    static readonly TimeSpan ConflictDelay = TimeSpan.FromSeconds(1);

    /// <returns>The resource as it is, or nothing if it, or what holds it, does not exist.</returns>
    /// <exception cref="AzureException">It may not be read, or there was no answer.</exception>
    public async Task<JsonObject?> ReadAsync(string id, string apiVersion, CancellationToken cancellationToken)
    {
        var doing = $"Reading {id}";
        var answer = await AskAsync(RequestMethod.Get, arm.Address(id, apiVersion), doing, cancellationToken);
        return IsMissing(answer) ? null : answer.OrThrow(doing).Json;
    }

    /// <summary>All pages of a list.</summary>
    /// <exception cref="AzureException">It may not be read, or there was no answer.</exception>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string address, string apiVersion, CancellationToken cancellationToken)
    {
        var doing = $"Listing {address.Split('?')[0]}";
        List<JsonObject> all = [];
        for (var page = arm.Address(address, apiVersion); page is not null;)
        {
            var answer = (await AskAsync(RequestMethod.Get, page, doing, cancellationToken)).OrThrow(doing).Json;
            all.AddRange((answer?["value"] as JsonArray ?? []).OfType<JsonObject>());
            page = Uri.TryCreate((string?)answer?["nextLink"], UriKind.Absolute, out var next) && arm.Owns(next) ? next : null;
        }

        return all;
    }

    /// <summary>Waits until the resource's own state says that Azure is done with it.</summary>
    /// <exception cref="AzureException">It failed, or took too long.</exception>
    public Task WaitAsync(string id, string apiVersion, CancellationToken cancellationToken) =>
        operations.WaitAsync(new(id, PollKind.Resource, arm.Address(id, apiVersion)), TimeSpan.Zero, isNew: false, cancellationToken);

    /// <summary>Creates or updates a resource, once, and waits until Azure is done; the same body twice leaves it as it is.</summary>
    /// <param name="version">The ETag of what the body was made from; Azure refuses with 412 if somebody changed it
    /// since. Nothing to write in any case.</param>
    /// <param name="onPending">Told where the operation can be followed, before the waiting begins.</param>
    /// <param name="stopWaiting">Ends the waiting only: what is asked for in Azure is never cut off, or nobody knew
    /// whether Azure took it.</param>
    /// <exception cref="AzureException">Azure refused, or the operation failed; the message holds the error code.</exception>
    public async Task WriteAsync(
        string id,
        string apiVersion,
        JsonObject body,
        string? version,
        Func<PendingOperation, CancellationToken, Task> onPending,
        CancellationToken stopWaiting,
        CancellationToken cancellationToken)
    {
        var doing = $"Writing {id}";
        var answer = (await arm.SendAsync(RequestMethod.Put, arm.Address(id, apiVersion), body, version, doing, cancellationToken)).OrThrow(
            doing);
        if (operations.PendingAfter(answer, id, apiVersion) is { } operation)
        {
            await onPending(operation, cancellationToken);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopWaiting, cancellationToken);
            await operations.WaitAsync(operation, answer.RetryAfter, isNew: true, either.Token);
        }
    }

    /// <summary>Deletes a resource and waits until it is gone; one that is not there counts as deleted.</summary>
    /// <exception cref="AzureException">Azure refused, or the operation failed; the message holds the error code.</exception>
    public async Task DeleteAsync(string id, string apiVersion, CancellationToken cancellationToken)
    {
        var doing = $"Deleting {id}";
        var answer = await AskAsync(RequestMethod.Delete, arm.Address(id, apiVersion), doing, cancellationToken);
        if (!IsMissing(answer))
        {
            await FollowAsync(answer.OrThrow(doing), id, apiVersion, cancellationToken);
        }
    }

    /// <summary>Lets a resource do something, like <c>purge</c>, and waits until it is done.</summary>
    /// <exception cref="AzureException">Azure refused, or the operation failed; the message holds the error code.</exception>
    public async Task ActAsync(string id, string action, string apiVersion, CancellationToken cancellationToken)
    {
        var doing = $"{action} of {id}";
        var answer = await AskAsync(RequestMethod.Post, arm.Address($"{id}/{action}", apiVersion), doing, cancellationToken);
        await FollowAsync(answer.OrThrow(doing), id, apiVersion, cancellationToken);
    }

    /// <summary>To the end of what takes a thing away: that it can no longer be asked for is the end.</summary>
    async Task FollowAsync(ArmAnswer answer, string id, string apiVersion, CancellationToken cancellationToken)
    {
        if (operations.PendingAfter(answer, id, apiVersion) is { } operation)
        {
            await UntilGoneAsync(operation, answer.RetryAfter, cancellationToken);
        }
    }

    /// <summary>Waits for the end of an operation that an earlier process began. An operation that Azure has forgotten
    /// counts as ended: the resource itself tells how.</summary>
    /// <exception cref="AzureException">The operation failed, or took too long.</exception>
    public Task ResumeAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        UntilGoneAsync(operation, TimeSpan.Zero, cancellationToken);

    async Task UntilGoneAsync(PendingOperation operation, TimeSpan? firstDelay, CancellationToken cancellationToken)
    {
        try
        {
            await operations.WaitAsync(operation, firstDelay, isNew: false, cancellationToken);
        }
        catch (AzureException fault) when (fault.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return;
        }
    }

    async Task<ArmAnswer> AskAsync(RequestMethod method, Uri address, string doing, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await arm.SendAsync(method, address, null, doing, cancellationToken);
            if (attempt == ConflictAttempts || !IsBusy(answer))
            {
                return answer;
            }

            await Task.Delay(answer.RetryAfter is { } asked ? PollDelay.After(asked) : ConflictDelay * attempt, clock, cancellationToken);
        }
    }

    /// <summary>A missing subscription is a wrong setting, not a missing resource.</summary>
    static bool IsMissing(ArmAnswer answer) =>
        answer.Status is HttpStatusCode.NotFound
            && !ArmError.Parse(answer.Body, "").Code.Contains("Subscription", StringComparison.Ordinal);

    static bool IsBusy(ArmAnswer answer) =>
        answer.Status is HttpStatusCode.Conflict && PassingFaults.Has(answer.Status, ArmError.Parse(answer.Body, "").Code);
}
