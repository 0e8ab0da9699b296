using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Azure.Bicep.Types;
using Azure.Bicep.Types.Az;
using Azure.Bicep.Types.Concrete;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>The bodies of all resource types, as Azure publishes them. The index takes a quarter of a second and 70 MB, once.</summary>
public static class PublishedTypes
{
    static readonly AzTypeLoader Loader = new();

    static readonly Lazy<Dictionary<string, CrossFileTypeReference>> Index = new(() =>
        Loader.LoadTypeIndex().Resources.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.OrdinalIgnoreCase));

    static readonly ConcurrentDictionary<string, ResourceType?> Known = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="type">Such as <c>Microsoft.Storage/storageAccounts</c>.</param>
    /// <returns>Every fault, each beginning with the field; read-only fields among them, though most of Azure ignores them.</returns>
    public static IReadOnlyList<BodyFault> FaultsOf(string type, string apiVersion, JsonObject body) =>
        Known.GetOrAdd($"{type}@{apiVersion}", Load) is { } known
            ? [.. BodyCheck.Of(known.Body.Type, body)]
            : [new("", $"No published type '{type}' of the version '{apiVersion}'.", IsReadOnly: false)];

    /// <returns>Null where nothing of this type and version is published.</returns>
    public static TypeBase? Find(string type, string apiVersion) => Known.GetOrAdd($"{type}@{apiVersion}", Load)?.Body.Type;

    public static bool Knows(string type, string apiVersion) => Known.GetOrAdd($"{type}@{apiVersion}", Load) is not null;

    /// <summary>Permissions call a resource group by another type than its body.</summary>
    static ResourceType? Load(string name) =>
        Name(name) is var key && Index.Value.TryGetValue(key, out var reference) ? Loader.LoadResourceType(reference) : null;

    static string Name(string key) => key.Replace(
        "Microsoft.Resources/subscriptions/resourceGroups@", "Microsoft.Resources/resourceGroups@", StringComparison.OrdinalIgnoreCase);
}

/// <param name="Field">Like <c>properties.sku.name</c>.</param>
public sealed record BodyFault(string Field, string Problem, bool IsReadOnly)
{
    public override string ToString() => $"{Field}: {Problem}";
}
