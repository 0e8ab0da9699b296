using System.Text.Json;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning;

/// <summary>The changes of a plan as people read them: privileges as Databricks shows them, principal by principal; everything else as Azure calls it.</summary>
public static class ReadableChanges
{
    public static IEnumerable<FieldChange> InWords(this PlannedResource resource) => resource.Kind is CatalogGrants.KindOfAll
        ? resource.Changes.Select(InWords)
        : resource.Changes;

    static FieldChange InWords(FieldChange change) => change with
    {
        Path = change.Path.StartsWith(CatalogGrants.Field, StringComparison.Ordinal) ? $"principal {change.Path[CatalogGrants.Field.Length..]}" : change.Path,
        Old = InWords(change.Old),
        New = InWords(change.New),
    };

    static string InWords(string? privileges) => privileges is null or DescribedFields.Nothing
        ? StageCatalog.NoPrivilege
        : string.Join(", ", JsonSerializer.Deserialize<string[]>(privileges)!).Replace('_', ' ');
}
