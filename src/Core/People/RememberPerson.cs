using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.People;

/// <summary>Keeps name and roles of whoever signs in.</summary>
public sealed class RememberPerson(IDbContextFactory<PortalDb> database, TimeProvider clock)
{
    public Task RunAsync(Person person, CancellationToken cancellationToken) =>
        database.TransactAsync(async db =>
        {
            var now = clock.GetUtcNow();
            var known = await db.People.SingleOrDefaultAsync(row => row.Id == person.Id, cancellationToken);
            if (known is null)
            {
                db.People.Add(new(person, now));
            }
            else
            {
                known.SignedIn(person, now);
            }

            await db.AuditAsync(now, person, "signed in", person.Name, $"roles: {person.Roles}", cancellationToken);
            return true;
        }, cancellationToken);
}
