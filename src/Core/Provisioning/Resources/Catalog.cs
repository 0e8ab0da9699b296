using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>The stage's catalog; it keeps its tables in the stage's container. Source:
/// https://docs.databricks.com/api/azure/workspace/catalogs</summary>
public sealed record Catalog(StageResources Stage) : CatalogResource(Stage)
{
    public override string Kind => "Catalog";

    public override string Name => Stage.Catalog!.Catalog;

    public override string Stays => "It holds tables. Delete it in Databricks (Catalog Explorer).";

    public override string Address => $"{Root}/catalogs/{Name}";

    public override IReadOnlyList<string> Needs => [new ExternalLocation(Stage).Id, Metastore];

    public override string Privilege => "CREATE_CATALOG";

    public override JsonObject Body() => Stage.AccessConnector is null
        ? new() { ["name"] = Name }
        : new() { ["name"] = Name, ["storage_root"] = $"{new ExternalLocation(Stage).Url}{Name}" };

    /// <summary>Where it keeps its tables is decided when it is made; see <see cref="DefectOf"/>.</summary>
    public override JsonObject Beside(JsonObject wanted, JsonObject found) => new() { ["name"] = wanted["name"]!.DeepClone() };

    /// <summary>A catalog that the portal made elsewhere shows that the settings have changed. One that somebody else made, or that has no
    /// place of its own, was taken as it is: it serves, and people are told.</summary>
    public override Defect? DefectOf(JsonObject found) =>
        IsElsewhere(found) && IsMadeByPortal(found) && RootOf(found) is { } root && !IsDescribed(root)
            ? new(
                ResourceAction.NeedsReplacement,
                $"It keeps its tables in {root}, which Databricks cannot change, and the settings StorageAccount and Container say "
                + $"{Place}. Set them back, or name another Catalog.")
            : null;

    public override string? NoteOn(JsonObject found) => IsElsewhere(found)
        ? $"It keeps its tables in {RootOf(found) ?? "the storage of the metastore"}, not in {Place}, and Databricks cannot change that. "
            + "It is used as it is; to have the tables there, name another Catalog."
        : null;

    public override IReadOnlyList<CatalogCall> Write(JsonObject wanted, JsonObject? found) =>
        [new(HttpMethod.Post, $"{Root}/catalogs", wanted)];

    public override IEnumerable<SettingFault> Faults() => CatalogNames.Catalog(Name);

    /// <summary>Where the settings say that the tables are, if they say so.</summary>
    string? Place => Stage.AccessConnector is null ? null : new ExternalLocation(Stage).Url;

    bool IsElsewhere(JsonObject found) => Place is { } place && !(RootOf(found) is { } root && IsIn(root, place));

    /// <summary>Stages may share a catalog, though each has a container of its own.</summary>
    bool IsDescribed(string root) => Stage.Catalog!.Places.Any(place => IsIn(root, place));

    bool IsMadeByPortal(JsonObject found) =>
        Stage.Catalog!.Portal is { } portal && string.Equals((string?)found["created_by"], portal, StringComparison.OrdinalIgnoreCase);

    static bool IsIn(string root, string place) => $"{root.TrimEnd('/')}/".StartsWith(place, StringComparison.OrdinalIgnoreCase);

    static string? RootOf(JsonObject found) => (string?)found["storage_root"] is { Length: > 0 } root ? root : null;
}
