namespace ReleasePortal.Core.Provisioning;

/// <summary>Holds an apply to what was approved: it may find less to do (it was interrupted, or somebody was faster), never more.</summary>
static class ApprovedChanges
{
    /// <returns>A sentence for every change that nobody approved.</returns>
    public static IEnumerable<string> ObjectionsTo(ResourcePlan now, ResourcePlan approved) =>
        from resource in now.Resources
        from change in resource.Changes
        where !Allows(approved, resource.Id, change)
        select $"{resource.Kind} {resource.Name}: {change.Path} would change from '{change.Old ?? "not set"}' to '{change.New}', which is not in the approved plan.";

    static bool Allows(ResourcePlan approved, string id, FieldChange change) =>
        approved.Resources.Any(resource =>
            string.Equals(resource.Id, id, StringComparison.OrdinalIgnoreCase)
            && resource.Changes.Any(wanted =>
                string.Equals(wanted.Path, change.Path, StringComparison.Ordinal) && string.Equals(wanted.New, change.New, StringComparison.Ordinal)));
}
