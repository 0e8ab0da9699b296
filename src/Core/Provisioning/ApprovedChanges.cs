namespace ReleasePortal.Core.Provisioning;

/// <summary>Holds an apply to what was approved: it may find less to do (it was interrupted, or somebody was faster), never more.</summary>
static class ApprovedChanges
{
    /// <exception cref="ProvisioningException">Something changed that nobody approved, or that cannot be done.</exception>
    public static void Require(ResourcePlan now, ResourcePlan approved)
    {
        List<PlannedResource> stuck = [.. now.Resources.Where(resource => resource.Reason is not null && !WasUnknown(resource, approved))];
        List<string> unapproved = [.. ObjectionsTo(now, approved)];
        if (stuck.Count > 0 || unapproved.Count > 0)
        {
            throw new ProvisioningException(
                [.. stuck.Select(resource => $"{resource.Subject()}: {resource.Reason}"), .. unapproved],
                isLiftable: unapproved.Count == 0 && stuck.TrueForAll(resource => resource.Action is not ResourceAction.NeedsReplacement));
        }
    }

    /// <returns>A sentence for every change that nobody approved.</returns>
    public static IEnumerable<string> ObjectionsTo(ResourcePlan now, ResourcePlan approved) =>
        from resource in now.Resources
        from change in resource.Changes
        where !Allows(approved, resource.Id, change)
        select $"{resource.Subject()}: {change.Path} would change from '{change.Old ?? "not set"}' to '{change.New}', which is not in the approved plan.";

    /// <summary>Whoever approved the plan knew that this one cannot be seen; it is left as it is.</summary>
    static bool WasUnknown(PlannedResource resource, ResourcePlan approved) =>
        resource.Action is ResourceAction.Unknown
        && approved.Resources.Any(seen => string.Equals(seen.Id, resource.Id, StringComparison.OrdinalIgnoreCase) && seen.Action is ResourceAction.Unknown);

    static bool Allows(ResourcePlan approved, string id, FieldChange change) =>
        approved.Resources.Any(resource =>
            string.Equals(resource.Id, id, StringComparison.OrdinalIgnoreCase)
            && (resource.Changes.Any(wanted => string.Equals(wanted.Path, change.Path, StringComparison.Ordinal) && IsMeant(wanted.New, change.New))
                || IsRepair(change, resource)));

    /// <summary>An earlier attempt at what was approved ended badly in Azure; writing it again is that same attempt.</summary>
    static bool IsRepair(FieldChange change, PlannedResource approved) =>
        approved.Changes.Count > 0 && string.Equals(change.Path, FoundResource.StateField, StringComparison.Ordinal);

    /// <summary>A value that was not known yet when the plan was approved may be known by now.</summary>
    static bool IsMeant(string? approved, string? now) =>
        string.Equals(approved, now, StringComparison.Ordinal) || approved?.Contains(Later.Unknown, StringComparison.Ordinal) is true;
}
