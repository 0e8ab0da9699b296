using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Deployments;

/// <summary>A stage that is reserved for one runner.</summary>
/// <param name="Fence">Named by every write of the run; a newer holder has a higher one.</param>
public sealed record HeldLease(string Pipeline, string Stage, string Owner, long Fence);

/// <summary>Another runner has taken the stage: this one must stop and write nothing more.</summary>
public sealed class LeaseLostException(HeldLease lease)
    : InvalidOperationException($"{lease.Owner} no longer holds {lease.Pipeline}/{lease.Stage}.");

/// <summary>Reserves stages in the database, by the database's clock. The same statements run on SQLite and PostgreSQL.</summary>
public sealed class StageLeases(IDbContextFactory<PortalDb> database, IOptions<DeploymentOptions> options)
{
    public TimeSpan Duration => options.Value.LeaseDuration;

    /// <returns>Null while somebody else holds the stage.</returns>
    public async Task<HeldLease?> TryTakeAsync(string pipeline, string stage, string owner, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var sql = $"""
            INSERT INTO "StageLeases" ("Pipeline", "Stage", "Owner", "Fence", "TakenAt", "ExpiresAt")
            VALUES ({"{0}"}, {"{1}"}, {"{2}"}, 1, {db.ClockSql}, {db.ClockSql} + {"{3}"})
            ON CONFLICT ("Pipeline", "Stage") DO UPDATE
            SET "Owner" = excluded."Owner", "Fence" = "StageLeases"."Fence" + 1, "TakenAt" = excluded."TakenAt", "ExpiresAt" = excluded."ExpiresAt"
            WHERE "StageLeases"."ExpiresAt" < {db.ClockSql}
            RETURNING "Fence" AS "Value"
            """;
        var fences = await db.Database.SqlQueryRaw<long>(sql, pipeline, stage, owner, Duration.TotalSeconds).ToListAsync(cancellationToken);
        return fences is [var fence] ? new(pipeline, stage, owner, fence) : null;
    }

    /// <returns>False when somebody else has taken the stage.</returns>
    public async Task<bool> RenewAsync(HeldLease lease, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await UpdateAsync(
            db, lease,
            $"\"ExpiresAt\" = {db.ClockSql} + {Duration.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture)}",
            cancellationToken);
    }

    /// <summary>Gives the stage back at once; nothing happens when it is already somebody else's.</summary>
    public async Task ReleaseAsync(HeldLease lease, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await UpdateAsync(db, lease, "\"ExpiresAt\" = 0", cancellationToken);
    }

    /// <summary>Runs the work in a transaction that is only committed while the lease is held.</summary>
    /// <exception cref="LeaseLostException">Somebody else has taken the stage; nothing was written.</exception>
    public Task<T> TransactAsync<T>(HeldLease lease, Func<PortalDb, Task<T>> work, CancellationToken cancellationToken) =>
        database.TransactAsync(
            async db => await UpdateAsync(db, lease, "\"Fence\" = \"Fence\"", cancellationToken)
                ? await work(db)
                : throw new LeaseLostException(lease),
            cancellationToken);

    static async Task<bool> UpdateAsync(PortalDb db, HeldLease lease, string change, CancellationToken cancellationToken)
    {
        var sql = "UPDATE \"StageLeases\" SET " + change + " WHERE \"Pipeline\" = {0} AND \"Stage\" = {1} AND \"Fence\" = {2}";
        return await db.Database.ExecuteSqlRawAsync(sql, [lease.Pipeline, lease.Stage, lease.Fence], cancellationToken) == 1;
    }
}
