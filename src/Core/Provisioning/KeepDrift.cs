using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Provisioning;

/// <summary>An admin says that a difference is meant: it is no longer told as drift. The next deployment still sets it right, for that is what is described.</summary>
public sealed class KeepDrift(IDbContextFactory<PortalDb> database, ChangeFeed changes, TimeProvider clock)
{
    /// <param name="digest">Of the plan that the person saw.</param>
    /// <returns>Why it was refused; empty when it is kept.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(
        string pipeline, string stage, string digest, string reason, Person person, CancellationToken cancellationToken)
    {
        var refused = await database.TransactAsync(async db =>
        {
            var check = await db.ResourceChecks.SingleOrDefaultAsync(row => row.Pipeline == pipeline && row.Stage == stage, cancellationToken);
            List<string> objections = [.. Objections(check, digest, reason, person)];
            if (objections.Count == 0)
            {
                check!.Keep(person, reason.Trim(), clock.GetUtcNow());
                await db.AuditAsync(clock.GetUtcNow(), person, pipeline, "kept drift", stage, reason.Trim(), cancellationToken);
            }

            return objections;
        }, cancellationToken);
        changes.Publish(new(pipeline));
        return refused;
    }

    static IEnumerable<string> Objections(ResourceCheck? check, string digest, string reason, Person person)
    {
        if (!person.Is(Roles.Admin))
        {
            yield return "Only people with the role Admin may keep a difference.";
        }

        if (check?.Plan is not { IsEmpty: false } plan)
        {
            yield return "Nothing differs.";
        }
        else if (plan.Resources.FirstOrDefault(resource => resource.Action is ResourceAction.NeedsReplacement or ResourceAction.Blocked) is { } stuck)
        {
            yield return $"{stuck.Kind} {stuck.Name} stops every deployment, so it cannot be kept: {stuck.Reason}";
        }
        else if (!string.Equals(plan.Digest, digest, StringComparison.Ordinal))
        {
            yield return "Something else differs by now. Look at it and decide again.";
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            yield return "Keeping a difference needs a reason.";
        }
    }
}
