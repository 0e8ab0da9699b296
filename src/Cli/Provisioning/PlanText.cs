using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Cli.Provisioning;

/// <summary>A plan as people read it.</summary>
static class PlanText
{
    public static string Of(string heading, ResourcePlan plan) => string.Join('\n',
    [
        heading,
        "",
        .. plan.Resources.SelectMany(Lines),
        "",
        $"Plan: {Sum(plan)}",
        $"Digest: {plan.Digest}",
        "",
    ]);

    /// <summary>What nobody but a person can help; nothing is changed while there is one.</summary>
    public static bool IsInTheWay(PlannedResource resource) => resource.Action is ResourceAction.NeedsReplacement or ResourceAction.Blocked;

    public static string Sum(ResourcePlan plan) => string.Join(", ",
        from part in new (ResourceAction Action, string Words)[]
        {
            (ResourceAction.Create, "to create"),
            (ResourceAction.Update, "to change"),
            (ResourceAction.Unchanged, "unchanged"),
            (ResourceAction.NeedsReplacement, "in need of replacement"),
            (ResourceAction.Blocked, "blocked"),
            (ResourceAction.Unknown, "unknown"),
        }
        let count = plan.Resources.Count(resource => resource.Action == part.Action)
        where count > 0 || part.Action is ResourceAction.Create or ResourceAction.Update or ResourceAction.Unchanged
        select $"{count} {part.Words}");

    static IEnumerable<string> Lines(PlannedResource resource) =>
    [
        $"{Word(resource.Action),-9}  {resource.Subject()}",
        .. (resource.Reason ?? resource.Note) is { } said ? new[] { $"             {said}" } : [],
        .. resource.InWords().Select(change => resource.Action is ResourceAction.Create && change.Old is null or StageCatalog.NoPrivilege
            ? $"             {change.Path}: {change.New}"
            : $"             {change.Path}: {change.Old ?? "(not set)"} -> {change.New ?? "(not set)"}"),
        .. resource.Warning is null ? [] : new[] { $"             Warning: {resource.Warning}" },
    ];

    static string Word(ResourceAction action) => action switch
    {
        ResourceAction.Create => "create",
        ResourceAction.Update => "change",
        ResourceAction.Unchanged => "unchanged",
        ResourceAction.NeedsReplacement => "replace!",
        ResourceAction.Blocked => "blocked!",
        _ => "unknown",
    };
}
