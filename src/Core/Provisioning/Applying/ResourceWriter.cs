using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Applying;

/// <summary>Makes one resource as it was approved, and holds on while Azure is busy with it, or Azure or Databricks does not know
/// yet what was just made.
/// It looks again before every attempt: what others changed meanwhile stays, and what nobody approved is not done.</summary>
public sealed class ResourceWriter(ResourceAccess access, TimeProvider clock)
{
    /// <param name="find">Other resources, as they are now.</param>
    /// <returns>Whether there was anything to write.</returns>
    /// <exception cref="ProvisioningException">Something changed that nobody approved.</exception>
    /// <exception cref="AzureException">Azure refused, or was busy for too long.</exception>
    /// <exception cref="Clients.Databricks.DatabricksException">Databricks refused, or does not know for too long
    /// what was just made.</exception>
    internal async Task<bool> WriteAsync(
        ManagedResource wanted, ResourcePlan approved, Func<string, Task<JsonObject?>> find, ApplyJournal journal,
        CancellationToken cancellationToken)
    {
        var (patience, started) = (new Patience(clock), clock.GetTimestamp());
        for (var begun = false; ;)
        {
            var now = await LookAsync(wanted, find, journal, cancellationToken);
            ApprovedChanges.Require(now.Planned, approved);
            if (now.Planned.Action is ResourceAction.Unchanged)
            {
                await EndAsync(wanted, begun ? started : null, journal, cancellationToken);
                return begun;
            }

            if (!begun)
            {
                await journal.LogAsync($"{(now.Found.Body is null ? "Creating" : "Changing")} {wanted.Subject()}", cancellationToken);
                await journal.TellAsync(wanted.Id, ApplyState.Working, cancellationToken);
                begun = true;
            }

            if (await TryAsync(now, approved, find, patience, journal, cancellationToken))
            {
                await EndAsync(wanted, started, journal, cancellationToken);
                return true;
            }
        }
    }

    /// <summary>Compares it once Azure is at rest with it.</summary>
    async Task<ResourceComparison> LookAsync(
        ManagedResource wanted, Func<string, Task<JsonObject?>> find, ApplyJournal journal, CancellationToken cancellationToken)
    {
        for (var isWaiting = false; ; isWaiting = true)
        {
            var found = await access.ReadAsync(wanted, find, cancellationToken);
            if (!found.IsBusy || wanted is not AzureResource busy)
            {
                return ResourceComparison.Of(wanted, await Later.ResolveAsync(wanted.Body(), find, cancellationToken), found);
            }

            if (!isWaiting)
            {
                await journal.LogAsync($"Azure is still working on {wanted.Subject()}; waiting for it", cancellationToken);
            }

            await WaitAsync(busy, found, journal, cancellationToken);
        }
    }

    /// <summary>However it ends: the next look tells.</summary>
    async Task WaitAsync(AzureResource busy, FoundResource found, ApplyJournal journal, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(journal.Stop, cancellationToken);
        try
        {
            await access.WaitAsync(busy, found.Id, either.Token);
        }
        catch (AzureException fault) when (!fault.IsUnanswered)
        {
            await journal.LogAsync(fault.Message, cancellationToken);
        }
    }

    /// <returns>Whether it is written; if not, it is time to look and try again.</returns>
    async Task<bool> TryAsync(
        ResourceComparison now,
        ResourcePlan approved,
        Func<string, Task<JsonObject?>> find,
        Patience patience,
        ApplyJournal journal,
        CancellationToken cancellationToken)
    {
        try
        {
            var body = await Later.ResolveAsync(now.Wanted.Body(), find, cancellationToken);
            await access.WriteAsync(now.Wanted, now.Found, body, find, journal, cancellationToken);
            return true;
        }
        catch (Exception fault) when (Bears(fault))
        {
            await journal.ForgetAsync(now.Found.Id, cancellationToken);
            if (patience.IsFresh)
            {
                await journal.LogAsync($"{fault.Message} It is tried again for some minutes.", cancellationToken);
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(journal.Stop, cancellationToken);
            await patience.PauseAsync((fault as AzureException)?.RetryAfter, either.Token);
            return false;
        }

        bool Bears(Exception fault) =>
            fault is AzureException inAzure
                ? patience.Bears(inAzure)
                : NotKnownYet.Is(fault, now.Wanted, approved) && patience.BearsUnknown();
    }

    /// <param name="started">Nothing if there was nothing to do.</param>
    async Task EndAsync(ManagedResource wanted, long? started, ApplyJournal journal, CancellationToken cancellationToken)
    {
        if (started is not { } since)
        {
            await journal.LogAsync($"{wanted.Subject()} is as it should be", cancellationToken);
            await journal.TellAsync(wanted.Id, ApplyState.Unchanged, cancellationToken);
            return;
        }

        var seconds = clock.GetElapsedTime(since).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        await journal.LogAsync($"{wanted.Subject()} is ready after {seconds} s", cancellationToken);
        await journal.TellAsync(wanted.Id, ApplyState.Done, cancellationToken);
    }
}
