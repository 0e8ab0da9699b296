using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Settings;

/// <summary>Stages may share a resource. What both describe of it must be the same, or the deployment of one undoes the other's.</summary>
static class SharedResources
{
    /// <param name="first">Key of the stage that the other is compared with.</param>
    public static IEnumerable<SettingFault> FaultsBetween(string first, StageResources one, StageResources other)
    {
        var (there, here) = (StageBlueprint.Standard(one), StageBlueprint.Standard(other));
        var wrong = there.Faults().Concat(here.Faults()).Select(fault => fault.Setting).ToHashSet(StringComparer.Ordinal);
        return
            from resource in here.Resources
            from same in there.Resources
            where AreOne(resource, same)
            from change in Contradictions(resource, same)
            let setting = SettingOf(resource, change.Path, one, other)
            where !wrong.Contains(setting)
            group (Subject: ResourceSubject.Lower(resource.Subject()), Change: change) by setting into faults
            let fault = faults.First()
            select new SettingFault(
                faults.Key,
                $"describes {fault.Subject} otherwise than {first}:{faults.Key} does "
                + $"({fault.Change.Path} is {Said(fault.Change.New)} here, {Said(fault.Change.Old)} there); stages that share a resource must describe it alike.");
    }

    static string Said(string? value) => value is null ? "not set" : $"'{value}'";

    /// <summary>What Unity Catalog keeps belongs to the metastore, whichever workspace it is asked through.</summary>
    static bool AreOne(ManagedResource resource, ManagedResource other) =>
        string.Equals(resource.Id, other.Id, StringComparison.OrdinalIgnoreCase)
        || (resource is CatalogResource { Stage.Catalog: { } one }
            && other is CatalogResource { Stage.Catalog: { } two }
            && MayBeOne(one.MetastoreId, two.MetastoreId)
            && resource.Kind == other.Kind && string.Equals(resource.Name, other.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A workspace whose metastore the settings do not name has one already, which may be the other's.</summary>
    static bool MayBeOne(string? metastore, string? other) =>
        metastore is null || other is null || string.Equals(metastore, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>What only one of them describes the other leaves alone, unless it is fixed once the resource exists.</summary>
    static IEnumerable<FieldChange> Contradictions(ManagedResource resource, ManagedResource other) => resource.IsAdopted || other.IsAdopted
        ? []
        :
        [
            .. Differences(resource, other).Where(change => change.Old is not null || IsFixed(resource, change)),
            .. Differences(other, resource).Where(change => change.Old is null && IsFixed(other, change))
                .Select(change => change with { Old = change.New, New = null }),
        ];

    static bool IsFixed(ManagedResource resource, FieldChange change) => resource.Fixed.Contains(change.Path, StringComparer.Ordinal);

    /// <summary>Whether account and vault are reached from outside at all follows from their firewalls, which are compared.</summary>
    static IEnumerable<FieldChange> Differences(ManagedResource resource, ManagedResource other) =>
        ManagedFields.Differences(resource, resource.Body(), other.Body())
            .Where(change => resource is not (StorageAccount or KeyVault) || change.Path is not "properties.publicNetworkAccess");

    /// <summary>The setting that the field is made of, or the field itself. Within one network the subnets differ.</summary>
    static string SettingOf(ManagedResource resource, string field, StageResources one, StageResources other) =>
        FieldSettings.Of(resource, field) switch
        {
            [] => field,
            [var network, var subnet, ..] when network == FieldSettings.Network && IsOneNetwork(one, other) => subnet,
            [var setting, ..] => setting,
        };

    static bool IsOneNetwork(StageResources one, StageResources other) =>
        string.Equals(one.Network?.Name, other.Network?.Name, StringComparison.OrdinalIgnoreCase);
}
