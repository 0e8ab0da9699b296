namespace ReleasePortal.Core.Tests.Architecture;

/// <summary>One row of "who may touch what": the files in a namespace, and the names that they may not touch.</summary>
public sealed record Arrow(string Project, string From, params string[] MayNotTouch)
{
    public static string[] Database { get; } = ["ReleasePortal.Core.Persistence", "Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite"];

    public static string[] Clock { get; } =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
    ];

    public static string[] Slices { get; } =
    [
        .. Core("Pipelines", "People", "Releases", "Promotions", "Deployments", "Runs", "Bundles", "Provisioning"),
        .. Core("Tokens", "Freezes", "Audit", "Insights", "Notifications", "Changes"),
    ];

    /// <summary>The table of CONTRIBUTING.md, row by row.</summary>
    public static Arrow[] Table { get; } =
    [
        new("Core", "ReleasePortal.Core", "Microsoft.AspNetCore", "ReleasePortal.Portal", "ReleasePortal.Sandbox"),
        new("Core", "ReleasePortal.Core.Promotions", ["System.Net.Http", .. Core("Clients", "Provisioning", "Bundles")]),
        new("Core", "ReleasePortal.Core.Promotions.ApprovalRules",
            [.. Database, .. Clock, "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Threading.Tasks", "System.Collections.Generic.IAsyncEnumerable"]),
        new("Core", "ReleasePortal.Core.Deployments.Steps", Database),
        new("Core", "ReleasePortal.Core.Clients", [.. Slices, .. Database]),
        new("Portal", "ReleasePortal.Portal",
            ["ReleasePortal.Sandbox", .. Core("Clients", "Bundles", "Provisioning.Resources", "Provisioning.Applying.Provisioner", "Provisioning.StageBlueprint")]),
        new("Portal", "ReleasePortal.Portal.Ui", "ReleasePortal.Core"),
        new("Sandbox", "ReleasePortal.Sandbox", "ReleasePortal.Core", "ReleasePortal.Portal"),
        new("Cli", "ReleasePortal.Cli", ["Microsoft.AspNetCore", "ReleasePortal.Portal", "ReleasePortal.Sandbox", .. Database]),
        new("Core", "ReleasePortal.Core", Clock),
        new("Portal", "ReleasePortal.Portal", Clock),
        new("Cli", "ReleasePortal.Cli", Clock),
    ];

    /// <summary>Every broken use as "who -> what"; empty when the row is kept.</summary>
    public IReadOnlyList<string> OffendersIn(IEnumerable<CodeType> types) =>
        [.. types.Where(type => type.IsIn(From)).SelectMany(type => type.UsesOf(MayNotTouch).Select(use => $"{type.Name} -> {use}"))];

    public override string ToString() => $"{From} may not touch {string.Join(", ", MayNotTouch)}";

    static IEnumerable<string> Core(params string[] slices) => slices.Select(slice => $"ReleasePortal.Core.{slice}");
}
