using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Planning;

/// <summary>Why a resource would have to be made anew: what it is, what the settings describe, and what a person can do, for the portal
/// does not delete it.</summary>
public static class Replacement
{
    /// <param name="stuck">What differs and cannot be changed.</param>
    public static string ReasonOf(ManagedResource resource, IReadOnlyList<FieldChange> stuck)
    {
        var kind = ResourceSubject.Lower(resource.Kind);
        return Text(resource, stuck, $"Azure cannot change that once the {kind} exists", Ways(resource, kind, stuck));
    }

    /// <summary>Of a part of the resource, which another name of the whole would not help.</summary>
    /// <param name="limit">What Azure does not do, as a sentence.</param>
    /// <param name="anew">See <see cref="ManagedResource.Anew"/>.</param>
    public static string ReasonOf(ManagedResource resource, IReadOnlyList<FieldChange> stuck, string limit, string anew) =>
        Text(resource, stuck, limit, [.. Back(SettingsOf(resource, stuck), stuck), Anew(anew)]);

    static string Text(ManagedResource resource, IReadOnlyList<FieldChange> stuck, string limit, IEnumerable<string> ways)
    {
        var causes = stuck.GroupBy(change => Join(FieldSettings.Of(resource, change.Path), "and"), StringComparer.Ordinal)
            .Select(group => $"{Join([.. group.Select(Difference)], "and")}{(group.Key.Length == 0 ? "" : $" ({group.Key})")}");
        return $"{Sentence(string.Join("; ", causes))}. {limit}. {Sentence(Join([.. ways], "or"))}.";
    }

    static IEnumerable<string> Ways(ManagedResource resource, string kind, IReadOnlyList<FieldChange> stuck)
    {
        var settings = SettingsOf(resource, stuck);
        foreach (var back in Back(settings, stuck))
        {
            yield return back;
        }

        if (FieldSettings.Naming(resource).Except(settings, StringComparer.Ordinal).FirstOrDefault() is { } naming)
        {
            yield return $"name another {kind} with {naming}";
        }

        if (resource.Anew is { } anew)
        {
            yield return Anew(anew);
        }
    }

    static List<string> SettingsOf(ManagedResource resource, IReadOnlyList<FieldChange> stuck) =>
        [.. stuck.SelectMany(change => FieldSettings.Of(resource, change.Path)).Distinct(StringComparer.Ordinal)];

    static IEnumerable<string> Back(List<string> settings, IReadOnlyList<FieldChange> stuck)
    {
        if (settings.Count > 0)
        {
            yield return stuck is [{ Old: { } old } one] && IsAsInSettings(one.Path)
                ? $"set {settings[0]} to {old}"
                : $"set {Join(settings, "and")} back";
        }
    }

    static bool IsAsInSettings(string path) =>
        path is "location" or "metastore_id" || path.EndsWith(".addressPrefix", StringComparison.Ordinal);

    static string Anew(string how) => $"{how}; the next deployment makes it anew";

    static string Difference(FieldChange change)
    {
        var names = new ShortIds([change.Old ?? "", change.New ?? ""]);
        var (found, wanted) = (Said(change.Old, names), Said(change.New, names));
        return $"{(found is null ? $"it has no {Word(change.Path)}" : $"its {Word(change.Path)} is {found}")}, described is {wanted}";
    }

    static string? Said(string? value, ShortIds names) => value switch
    {
        null => null,
        ['[', ..] => string.Join(", ", JsonNode.Parse(value)!.AsArray()),
        _ => names.Of(value),
    };

    static string Word(string field) => field.Split('.').Last(part => part is not "value") switch
    {
        "location" => "region",
        "isHnsEnabled" => "hierarchical namespace",
        "tenantId" => "tenant",
        "softDeleteRetentionInDays" => "number of days that a deleted one is kept",
        "publicIPAddressVersion" => "IP version",
        "privateLinkServiceId" => "target",
        "groupIds" => "service",
        "metastore_id" => "metastore",
        "computeMode" => "compute mode",
        "managedResourceGroupId" => "managed resource group",
        "customVirtualNetworkId" => "network of the clusters",
        "customPublicSubnetName" => "host subnet",
        "customPrivateSubnetName" => "container subnet",
        "enableNoPublicIp" => "switch for clusters without public addresses",
        "roleDefinitionId" => "role",
        "principalId" => "principal",
        "addressPrefix" or "addressPrefixes" when field.Split('[', ']') is [_, var subnet, _] => $"subnet {subnet}",
        "name" => "tier",
        "id" when field.Contains("subnet", StringComparison.Ordinal) => "subnet",
        "id" => "network",
        _ => field,
    };

    static string Join(IReadOnlyList<string> parts, string word) => parts switch
    {
        [] => "",
        [var one] => one,
        [.., var last] => $"{string.Join(", ", parts.Take(parts.Count - 1))} {word} {last}",
    };

    static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
