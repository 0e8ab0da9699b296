using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Looking;

/// <summary>An admin says that differences are meant, each for its own resource: they are no longer told as drift.
/// The next deployment still sets them right, for that is what is described.</summary>
public sealed class KeepDrift(IDbContextFactory<PortalDb> database, ChangeFeed changes, TimeProvider clock)
{
    /// <param name="seen">By the ids of the resources, the differences that the person saw; see
    /// <see cref="PlannedResource.Difference"/>.</param>
    /// <returns>Why it was refused; empty when they are kept.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(
        string pipeline, string stage, IReadOnlyDictionary<string, string> seen, string reason, Person person,
        CancellationToken cancellationToken)
    {
        var refused = await database.TransactAsync(async db =>
        {
            var check = await db.ResourceChecks.SingleOrDefaultAsync(
                row => row.Pipeline == pipeline && row.Stage == stage, cancellationToken);
            List<PlannedResource> chosen = [.. check?.Plan?.Resources.Where(resource => seen.ContainsKey(resource.Id)) ?? []];
            List<string> objections = [.. Objections(chosen, seen, reason, person)];
            if (objections.Count == 0)
            {
                var now = clock.GetUtcNow();
                check!.Keep([.. chosen.Select(resource => KeptDifference.Of(resource, person, reason.Trim(), now))]);
                foreach (var resource in chosen)
                {
                    await db.AuditAsync(
                        now, person, pipeline, "kept drift", $"{stage}: {resource.Subject()}", Details(resource, reason.Trim()),
                        cancellationToken);
                }
            }

            return objections;
        }, cancellationToken);
        changes.Publish(new(pipeline));
        return refused;
    }

    /// <summary>What is kept stands in the audit in full, for the plan of now is not there later.</summary>
    static string Details(PlannedResource resource, string reason) => resource.Action is ResourceAction.Create
        ? $"{reason} (it is not there)"
        : $"{reason} ({string.Join("; ", resource.InWords().Select(change => $"{change.Path} is {change.Old ?? "not set"}, described is {change.New ?? "not set"}"))})";

    static IEnumerable<string> Objections(
        List<PlannedResource> chosen, IReadOnlyDictionary<string, string> seen, string reason, Person person)
    {
        if (!person.Is(Roles.Admin))
        {
            yield return "Only people with the role Admin may keep a difference.";
        }

        if (seen.Count == 0
            || chosen.Count < seen.Count
            || chosen.Exists(resource => !string.Equals(resource.Difference, seen[resource.Id], StringComparison.Ordinal)))
        {
            yield return "Something else differs by now. Look at it and decide again.";
        }
        else if (chosen.Find(resource => resource.Action is ResourceAction.NeedsReplacement or ResourceAction.Blocked) is { } stuck)
        {
            yield return $"{stuck.Subject()} stops every deployment, so it cannot be kept: {stuck.Reason}";
        }
        else if (chosen.Find(resource => resource.Action is not (ResourceAction.Create or ResourceAction.Update)) is { } other)
        {
            yield return $"{other.Subject()} does not differ, as far as can be seen.";
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            yield return "Keeping a difference needs a reason.";
        }
    }
}
