using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Planning;

/// <summary>What lets somebody in who was not let in before: one rule for what a plan would open, which approvers are told, and for what
/// somebody opened by hand. Each is a phrase like "storage account can be reached from the internet", the worst first.</summary>
public static class Openings
{
    const string OldestTls = "TLS1_0";

    /// <summary>Fields with a value that opens, with what Azure takes where there is none. The first two together open for all.</summary>
    static readonly (string Field, string Opens, string Usual, string Says)[] Switches =
    [
        ("properties.networkAcls.defaultAction", "Allow", "Allow", "lets everybody through its firewall"),
        ("properties.publicNetworkAccess", "Enabled", "Enabled", "can be reached from the internet"),
        ("properties.publicAccess", "Blob", "None", "can be read by anybody who knows a file's name"),
        ("properties.publicAccess", "Container", "None", "can be read by anybody"),
        ("properties.allowBlobPublicAccess", "true", "true", "may have containers that anybody reads"),
        ("properties.allowSharedKeyAccess", "true", "true", "lets in whoever has one of its keys"),
        ("properties.enableRbacAuthorization", "false", "false", "goes by access policies instead of roles"),
        ("properties.supportsHttpsTrafficOnly", "false", "true", "answers without encryption"),
    ];

    /// <summary>Lists of whom or what is let in.</summary>
    static readonly (string Field, string Says)[] Lists =
    [
        ("properties.networkAcls.ipRules", "lets in"),
        ("properties.networkAcls.virtualNetworkRules", "lets in the subnet"),
        ("properties.networkAcls.resourceAccessRules", "lets in the resource"),
        ("properties.securityRules", "has a rule that nobody described:"),
    ];

    /// <summary>Nothing stands open before a resource is there.</summary>
    public static IReadOnlyList<string> By(PlannedResource planned) => planned.Action is ResourceAction.Update
        ? InOrder(Of(planned, [.. planned.Changes.Select(change => new Step(change.Path, change.Old, change.New))]))
        : [];

    /// <summary>Without what the settings described until now: somebody approved that.</summary>
    public static IReadOnlyList<string> Standing(IEnumerable<PlannedResource> found) =>
        InOrder(found.Where(IsThere).SelectMany(resource => Of(resource, [.. resource.Changes.Where(IsByHand).Select(Back)])));

    static Step Back(FieldChange change) => new(change.Path, change.New, change.Old);

    static string[] InOrder(IEnumerable<(int Rank, string Phrase)> openings) =>
        [.. openings.OrderBy(opening => opening.Rank).Select(opening => opening.Phrase)];

    static bool IsByHand(FieldChange change) => change.Cause is not ChangeCause.Description;

    static bool IsThere(PlannedResource found) => found.Action is ResourceAction.Update or ResourceAction.NeedsReplacement
        || (found.Action is ResourceAction.Blocked && found.Changes.Any(change => change.Old is not null));

    static IEnumerable<(int Rank, string Phrase)> Of(PlannedResource resource, Step[] steps)
    {
        var kind = ResourceSubject.Lower(resource.Kind);
        return
        [
            .. Switched(steps).Select(rule => (rule.Rank, $"{kind} {rule.Says}")),
            .. steps.SelectMany(Listed).Concat(steps.SelectMany(Lowered)).Select(says => (Switches.Length + 1, $"{kind} {says}")),
            .. steps.Where(_ => resource.Kind is CatalogGrants.KindOfAll).SelectMany(step => Granted(step, resource.Name))
                .Select(says => (Switches.Length, says)),
        ];
    }

    static IEnumerable<(int Rank, string Says)> Switched(Step[] steps)
    {
        var open = Switches.Index()
            .Where(rule => Array.Exists(steps, step => step.Takes(rule.Item.Field, rule.Item.Opens, rule.Item.Usual)))
            .Select(rule => (Rank: rule.Index, rule.Item.Says)).ToList();
        return open is [(0, _), (1, _), ..] ? open.Skip(2).Prepend((0, "is open to the internet")) : open;
    }

    static IEnumerable<string> Listed(Step step) =>
        from rule in Lists
        where rule.Field == step.Path
        let more = step.More()
        where more.Count > 0
        select $"{rule.Says} {string.Join(", ", more)}";

    static IEnumerable<string> Lowered(Step step) => step switch
    {
        { Path: "properties.minimumTlsVersion", To: var to } when string.CompareOrdinal(to ?? OldestTls, step.From ?? OldestTls) < 0 =>
            [$"takes connections as old as {(to ?? OldestTls).Replace("TLS", "TLS ", StringComparison.Ordinal).Replace('_', '.')}"],
        { From: not null, To: null } when step.Path.EndsWith(".networkSecurityGroup.id", StringComparison.Ordinal) =>
            ["has a subnet without its security group"],
        _ => [],
    };

    static IEnumerable<string> Granted(Step step, string catalog) =>
        step.Path.StartsWith(CatalogGrants.Field, StringComparison.Ordinal) && step.More() is { Count: > 0 } more
            ? [$"{step.Path[CatalogGrants.Field.Length..]} has {string.Join(", ", more).Replace('_', ' ')} on catalog {catalog}"]
            : [];

    sealed record Step(string Path, string? From, string? To)
    {
        public bool Takes(string field, string value, string usual) =>
            Path == field && Is(To ?? usual, value) && !Is(From ?? usual, value);

        /// <summary>A key vault writes a single address as a range.</summary>
        public IReadOnlyList<string> More() =>
        [
            .. Items(To).Except(Items(From), StringComparer.OrdinalIgnoreCase)
                .Select(item => item.StartsWith('/') ? item[(item.LastIndexOf('/') + 1)..] : item),
        ];

        static bool Is(string value, string other) => string.Equals(value, other, StringComparison.OrdinalIgnoreCase);

        static IEnumerable<string> Items(string? list) => list is null ? [] : JsonNode.Parse(list)!.AsArray().Select(item => $"{item}")
            .Select(item => item.EndsWith("/32", StringComparison.Ordinal) ? item[..^3] : item);
    }
}
