using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Core.Provisioning.Planning;

/// <summary>Holds an apply to what was approved: it may find less to do (it was interrupted, or somebody was faster), but never does more,
/// and never less because the settings have come to describe something else.</summary>
static class ApprovedChanges
{
    /// <param name="now">The plan as a whole.</param>
    /// <exception cref="ProvisioningException">Something changed that nobody approved, or is no longer described, or
    /// cannot be done.</exception>
    public static void Require(ResourcePlan now, ResourcePlan approved) => Require(now, approved, [.. ObjectionsTo(now, approved)]);

    /// <param name="now">One of the plan's resources.</param>
    /// <exception cref="ProvisioningException">Something changed that nobody approved, or that cannot be done.</exception>
    public static void Require(PlannedResource now, ResourcePlan approved) =>
        Require(new([now]), approved, [.. Unapproved(new([now]), approved)]);

    /// <returns>A sentence for every change that nobody approved, and for everything approved that the settings no
    /// longer describe.</returns>
    public static IEnumerable<string> ObjectionsTo(ResourcePlan now, ResourcePlan approved) =>
        Unapproved(now, approved).Concat(Forgotten(now, approved));

    static void Require(ResourcePlan now, ResourcePlan approved, List<string> objections)
    {
        List<PlannedResource> stuck = [.. now.Resources.Where(resource => resource.Reason is not null && !WasUnknown(resource, approved))];
        if (stuck.Count > 0 || objections.Count > 0)
        {
            throw new ProvisioningException(
                [.. stuck.Select(resource => $"{resource.Subject()}: {resource.Reason}"), .. objections],
                isLiftable: objections.Count == 0 && stuck.TrueForAll(resource => resource.Action is not ResourceAction.NeedsReplacement));
        }
    }

    static IEnumerable<string> Unapproved(ResourcePlan now, ResourcePlan approved) =>
        from resource in now.Resources
        from change in resource.Changes
        where !Allows(approved, resource.Id, change)
        select $"{resource.Subject()}: {change.Path} would change from '{change.Old ?? "not set"}' to '{change.New ?? "not set"}', "
            + "which is not in the approved plan.";

    static IEnumerable<string> Forgotten(ResourcePlan now, ResourcePlan approved) =>
        from promised in approved.Resources
        where promised.Action is ResourceAction.Create or ResourceAction.Update
        let described = now.Resources.FirstOrDefault(
            resource => string.Equals(resource.Id, promised.Id, StringComparison.OrdinalIgnoreCase))
        from objection in described is null
            ? [$"{promised.Subject()} is in the approved plan, but the settings no longer describe it."]
            : promised.Changes.Where(change => !IsDescribed(change, described)).Select(change =>
                $"{promised.Subject()}: {change.Path} was approved as '{change.New}', but the settings no longer say so.")
        select objection;

    /// <summary>What was to be taken away is not mentioned any more once it is gone.</summary>
    static bool IsDescribed(FieldChange approved, PlannedResource now) =>
        approved.Path is FoundResource.StateField or FoundResource.DeletedField
        || (now.Described.Contains(approved.Path)
            ? now.Described[approved.Path].Any(value => IsMeant(approved.New, value))
            : approved.New is null or DescribedFields.Nothing);

    /// <summary>Whoever approved the plan knew that this one cannot be seen; it is left as it is.</summary>
    static bool WasUnknown(PlannedResource resource, ResourcePlan approved) =>
        resource.Action is ResourceAction.Unknown
        && approved.Resources.Any(
            seen => string.Equals(seen.Id, resource.Id, StringComparison.OrdinalIgnoreCase) && seen.Action is ResourceAction.Unknown);

    static bool Allows(ResourcePlan approved, string id, FieldChange change) =>
        approved.Resources.Any(resource =>
            string.Equals(resource.Id, id, StringComparison.OrdinalIgnoreCase)
            && (resource.Changes.Any(
                wanted => string.Equals(wanted.Path, change.Path, StringComparison.Ordinal) && IsMeant(wanted.New, change.New))
                || IsRepair(change, resource)));

    /// <summary>An earlier attempt at what was approved ended badly in Azure; writing it again is that same attempt.</summary>
    static bool IsRepair(FieldChange change, PlannedResource approved) =>
        approved.Changes.Count > 0 && string.Equals(change.Path, FoundResource.StateField, StringComparison.Ordinal);

    /// <summary>A value that was not known yet when the plan was approved may be known by now.</summary>
    static bool IsMeant(string? approved, string? now) =>
        string.Equals(approved, now, StringComparison.Ordinal) || approved?.Contains(Later.Unknown, StringComparison.Ordinal) is true;
}
