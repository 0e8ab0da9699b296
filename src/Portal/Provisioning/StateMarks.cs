using MudBlazor;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Provisioning;

/// <summary>How the state of a resource looks.</summary>
public static class StateMarks
{
    static readonly Mark InSync = new("In sync", Icons.Material.Rounded.CheckCircle, "s-ok");

    public static Mark Of(ResourceState state) => state switch
    {
        ResourceState.InSync => InSync,
        ResourceState.Done => Mark.Succeeded.Saying("Written"),
        ResourceState.Drifted => Mark.Expiring.Saying("Drifted"),
        ResourceState.Missing => new("Missing", Icons.Material.Rounded.RemoveCircle, "s-warn"),
        ResourceState.Described => new("New in settings", Icons.Material.Rounded.Edit),
        ResourceState.ToCreate => new("Not yet made", Icons.Material.Rounded.AddCircle),
        ResourceState.Kept => new("Kept", Icons.Material.Rounded.PushPin),
        ResourceState.Working => Mark.Running.Saying("Working"),
        ResourceState.Blocked => Mark.Rejected.Saying("Blocked"),
        ResourceState.NeedsReplacement => Mark.Failed.Saying("Cannot change"),
        ResourceState.Refused => Mark.Failed.Saying("Refused"),
        _ => Mark.Unknown,
    };

    /// <summary>Somebody opened it by hand.</summary>
    public static Mark Open(string phrase) => new(Phrase.Sentence(phrase), Icons.Material.Rounded.LockOpen, "s-fail");

    /// <summary>"2 drifted".</summary>
    public static Mark Counted(ResourceState state, int count) =>
        Of(state) is var mark ? mark.Saying($"{count} {mark.Word.ToLowerInvariant()}") : mark;

    public static Mark Of(StageHealth health) => health switch
    {
        { State: ResourceState.Kept, KeptBy: [var by] } => Of(ResourceState.Kept).Saying($"Kept by {Phrase.Brief(by)}"),
        { State: ResourceState.Unknown, LookedAt: null } => Mark.NotChecked,
        { Counts: { Count: > 1 } or [(_, > 1)] } =>
            Of(health.State).Saying(string.Join(", ", health.Counts.Select(part => Counted(part.State, part.Count).Word))),
        var known => Of(known.State),
    };

    /// <summary>What the word of <see cref="Of(StageHealth)"/> leaves out; null when that is nothing.</summary>
    public static string? Hint(StageHealth health) => health switch
    {
        { LookedAt: null } => null,
        { Doubt: { } doubt } => Phrase.Sentence(doubt),
        { State: ResourceState.Unknown } => "Not everything may be read",
        { KeptBy.Count: > 0 } =>
            $"What differs is kept by {Phrase.Join(health.KeptBy)}{(health.State is ResourceState.Kept ? "" : "; something else differs, too")}",
        _ => null,
    };

    /// <summary>The class of the node in the picture.</summary>
    public static string Node(ResourceState state) => state switch
    {
        ResourceState.InSync or ResourceState.Done => "n-ok",
        ResourceState.Drifted or ResourceState.Missing => "n-warn",
        ResourceState.ToCreate or ResourceState.Described => "n-new",
        ResourceState.Kept => "n-kept",
        ResourceState.Working => "n-run",
        ResourceState.Unknown => "n-unk",
        _ => "n-fail",
    };

    public static string Icon(string kind) => kind switch
    {
        "Resource group" => Icons.Material.Rounded.Folder,
        "Storage account" => Icons.Material.Rounded.Storage,
        "Blob container" => Icons.Material.Rounded.Inventory2,
        "Key vault" or "Lock" => Icons.Material.Rounded.Lock,
        "Virtual network" or "Network security group" or "NAT gateway" or "Public address" => Icons.Material.Rounded.Lan,
        "Private endpoint" => Icons.Material.Rounded.SettingsEthernet,
        "Private DNS zone" or "DNS link" or "DNS zone group" => Icons.Material.Rounded.Dns,
        "Workspace" => Icons.Material.Rounded.Hub,
        "Access connector" or "Role assignment" => Icons.Material.Rounded.Person,
        "Metastore link" => Icons.Material.Rounded.Link,
        "Storage credential" => Icons.Material.Rounded.Key,
        "External location" => Icons.Material.Rounded.CloudQueue,
        "Grants" => Icons.Material.Rounded.Shield,
        _ => Icons.Material.Rounded.Schema,
    };
}
