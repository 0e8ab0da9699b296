using MudBlazor;

namespace ReleasePortal.Portal.Ui;

/// <summary>A state as people see it: always icon and word, colour only supports it.</summary>
/// <param name="Word">One word or a short phrase.</param>
/// <param name="Icon">An SVG path of MudBlazor's icons; null for the turning ring.</param>
/// <param name="Tone">The class of looks: s-ok, s-run, s-wait, s-fail, s-warn, s-none or nothing.</param>
public sealed record Mark(string Word, string? Icon, string Tone = "")
{
    public static readonly Mark Succeeded = new("Succeeded", Icons.Material.Rounded.CheckCircle, "s-ok");
    public static readonly Mark Approved = new("Approved", Icons.Material.Rounded.Check, "s-ok");
    public static readonly Mark Running = new("Running", null, "s-run");
    public static readonly Mark Queued = new("Queued", Icons.Material.Rounded.Schedule);
    public static readonly Mark Expired = new("Expired", Icons.Material.Rounded.Schedule);
    public static readonly Mark AwaitingApproval = new("Awaiting approval", Icons.Material.Rounded.HourglassTop, "s-wait");
    public static readonly Mark Failed = new("Failed", Icons.Material.Rounded.Cancel, "s-fail");
    public static readonly Mark Errored = new("Errored", Icons.Material.Rounded.Bolt, "s-warn");
    public static readonly Mark Rejected = new("Rejected", Icons.Material.Rounded.Block, "s-fail");
    public static readonly Mark Quarantined = new("Quarantined", Icons.Material.Rounded.GppBad, "s-fail");
    public static readonly Mark Superseded = new("Superseded", Icons.Material.Rounded.LayersClear);
    public static readonly Mark Retired = new("Retired", Icons.Material.Rounded.LayersClear);
    public static readonly Mark Cancelled = new("Cancelled", Icons.Material.Rounded.Block);
    public static readonly Mark Withdrawn = new("Withdrawn", Icons.Material.Rounded.Undo);
    public static readonly Mark Expiring = new("Expiring", Icons.Material.Rounded.WarningAmber, "s-warn");
    public static readonly Mark Unknown = new("Unknown", Icons.Material.Rounded.Help);
    public static readonly Mark NotChecked = new("Not checked", Icons.Material.Rounded.Help);
    public static readonly Mark NotYet = new("Not yet", Icons.Material.Rounded.Remove, "s-none");
    public static readonly Mark Skipped = new("Skipped", Icons.Material.Rounded.Remove, "s-none");

    public Mark Saying(string word) => this with { Word = word };
}
