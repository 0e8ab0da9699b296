using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Applying;

namespace ReleasePortal.Core.Provisioning.Deleting;

/// <summary>An admin deletes one thing that the portal made for a stage, or found there as described, and that no settings name any more.
/// Nothing else is ever deleted.</summary>
public sealed class DeleteFormerResource(
    IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, DescribedResources described, ResourceAccess access, FormerUses uses,
    BesideDeployments beside, Irreversible irreversible)
{
    /// <param name="typedName">The person must have typed its name.</param>
    /// <exception cref="KeyNotFoundException">There is no such pipeline or stage.</exception>
    public async Task<Outcome> RunAsync(
        string pipeline, string stage, string id, string typedName, Person person, CancellationToken cancellationToken)
    {
        _ = pipelines.Get(pipeline).Get(stage);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var former = await db.FormerAsync(pipeline, stage, described, cancellationToken);
        var record = former.FirstOrDefault(row => string.Equals(row.ResourceId, id, StringComparison.OrdinalIgnoreCase))?.Record;
        if (record is null)
        {
            return Outcome.Refuse("It is described in the settings of a stage, or the portal does not know of it, or it is gone already.");
        }

        var locks = FormerResources.LocksOn(record, described, former);
        if (Objections(record, locks, typedName, person).ToList() is { Count: > 0 } objections)
        {
            return new Outcome.Refused(objections);
        }

        StageAddress at = new(pipeline, stage);
        var others = (await db.StagesKnowingAsync(record, cancellationToken)).Concat(described.Touching(record.Address));
        StageAddress[] concerned = [.. others.Prepend(at).Distinct()];
        return await beside.RunAsync(
            concerned, person, () => DeleteAsync(at, concerned, record, person, cancellationToken), cancellationToken);
    }

    /// <summary>Whoever asks for it may have seen an old page, so it is looked again whether something still uses it. What this one used
    /// is free afterwards.</summary>
    async Task<Outcome> DeleteAsync(
        StageAddress at, IReadOnlyList<StageAddress> concerned, ResourceRecord record, Person person, CancellationToken cancellationToken)
    {
        var seen = await uses.RefreshAsync(at, cancellationToken);
        if (seen.FirstOrDefault(found => found.ResourceId == record.Id)?.InUse is { } users)
        {
            return Outcome.Refuse(users);
        }

        var outcome = await irreversible.TryAsync(
            person, at.Pipeline, "delete", $"{ResourceSubject.Lower(record.Subject())} of {at.Stage}", record.Address,
            () => access.DeleteAsync(record, cancellationToken),
            (rows, now) => rows.RecordGoneAsync(record, described, now, cancellationToken),
            cancellationToken);
        if (outcome is Outcome.Done)
        {
            await uses.RefreshAsync(concerned, cancellationToken);
        }

        return outcome;
    }

    static IEnumerable<string> Objections(ResourceRecord record, IReadOnlyList<string> locks, string typedName, Person person)
    {
        if (!person.Is(Roles.Admin))
        {
            yield return "Only people with the role Admin may delete a resource.";
        }

        if (record.Stays is { } reason)
        {
            yield return $"The portal does not delete it. {reason}";
        }

        if (locks.Count > 0)
        {
            yield return $"It is protected ({string.Join(", ", locks)}). Remove the lock in the Azure portal (Settings, Locks) first.";
        }

        if (!string.Equals(typedName, record.Name, StringComparison.Ordinal))
        {
            yield return $"Type its name, {record.Name}, to confirm.";
        }
    }
}
