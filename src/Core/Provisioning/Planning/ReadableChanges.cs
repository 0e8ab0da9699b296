using System.Text.Json;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Planning;

/// <summary>The changes of a plan as people read them: privileges as Databricks shows them, principal by principal;
/// everything else as Azure calls it.</summary>
public static class ReadableChanges
{
    public static IEnumerable<FieldChange> InWords(this PlannedResource resource) => resource.Kind is CatalogGrants.KindOfAll
        ? resource.Changes.Select(InWords)
        : resource.Changes;

    /// <summary>The principals that have privileges now and none afterwards.</summary>
    internal static IEnumerable<string> Losing(this PlannedResource resource) => resource.Changes
        .Where(change => resource.Kind is CatalogGrants.KindOfAll && change is { Old: not null, New: DescribedFields.Nothing })
        .Select(change => PrincipalOf(change.Path));

    static string PrincipalOf(string path) => path[CatalogGrants.Field.Length..];

    static FieldChange InWords(FieldChange change) => change with
    {
        Path = change.Path.StartsWith(CatalogGrants.Field, StringComparison.Ordinal)
            ? $"principal {PrincipalOf(change.Path)}"
            : change.Path,
        Old = InWords(change.Old),
        New = InWords(change.New),
    };

    static string InWords(string? privileges) => privileges is null or DescribedFields.Nothing
        ? StageCatalog.NoPrivilege
        : string.Join(", ", JsonSerializer.Deserialize<string[]>(privileges)!).Replace('_', ' ');
}
