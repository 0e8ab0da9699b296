using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Provisioning.Deleting;

/// <summary>What does not come back stands in the audit before it is tried, and again when it is known how it went.</summary>
public sealed class Irreversible(IDbContextFactory<PortalDb> database, TimeProvider clock)
{
    /// <param name="verb">Like "delete".</param>
    /// <param name="after">Written together with the good end.</param>
    /// <returns>What Azure or Databricks said against it.</returns>
    internal async Task<Outcome> TryAsync(
        Person person, string pipeline, string verb, string subject, string details, Func<Task> act,
        Func<PortalDb, DateTimeOffset, Task> after, CancellationToken cancellationToken)
    {
        await AuditAsync($"began to {verb}", details, (_, _) => Task.CompletedTask);
        try
        {
            await act();
        }
        catch (Exception fault) when (fault is AzureException or DatabricksException)
        {
            await AuditAsync($"could not {verb}", fault.Message, (_, _) => Task.CompletedTask);
            return Outcome.Refuse(Said(fault));
        }

        await AuditAsync($"{verb}d", details, after);
        return new Outcome.Done();

        Task<bool> AuditAsync(string action, string told, Func<PortalDb, DateTimeOffset, Task> also) => database.TransactAsync(async db =>
        {
            var now = clock.GetUtcNow();
            await also(db, now);
            await db.AuditAsync(now, person, pipeline, action, subject, told, cancellationToken);
            return true;
        }, cancellationToken);
    }

    static string Said(Exception fault) => fault is AzureException { Error: { DeniedAction: { } action, Scope: var scope } }
        ? $"The service principal lacks the permission '{action}' on '{scope}'."
        : fault.Message;
}
