using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Audit;

/// <summary>Appends to the audit, inside the transaction of what is told.</summary>
static class AuditTrail
{
    /// <summary>Name of the actor when nobody clicked.</summary>
    public const string Portal = "Release Portal";

    /// <param name="actor">Null for the portal itself.</param>
    public static Task AuditAsync(
        this PortalDb db, DateTimeOffset at, Person? actor, string action, string subject, string? details,
        CancellationToken cancellationToken) =>
        db.AuditAsync(at, actor, null, action, subject, details, cancellationToken);

    public static async Task AuditAsync(
        this PortalDb db, DateTimeOffset at, Person? actor, string? pipeline, string action, string subject, string? details,
        CancellationToken cancellationToken)
    {
        var before = db.Audit.Local.OrderBy(entry => entry.Sequence).LastOrDefault()
            ?? await db.Audit.OrderByDescending(entry => entry.Sequence).FirstOrDefaultAsync(cancellationToken);
        db.Audit.Add(new(before, at, actor?.Id, actor?.Name ?? Portal, actor?.Address, pipeline, action, subject, details));
    }
}
