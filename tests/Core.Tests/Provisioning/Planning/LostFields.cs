using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Sandbox.Arm;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>What others may have set, at any depth, and a write would take away.</summary>
static partial class LostFields
{
    /// <summary>The address, what Azure alone writes though its types let others, and what makes a role less than the role.</summary>
    static readonly HashSet<string> ByDesign = new(StringComparer.Ordinal)
    {
        "id", "name", "type", "apiVersion", "etag", "properties.provisioningState", "Key vault: properties.vaultUri",
        "Storage account: properties.networkAcls.virtualNetworkRules.state",
        "Workspace: sku.tier", "Workspace: properties.createdBy", "Workspace: properties.updatedBy",
        "Workspace: properties.storageAccountIdentity", "Workspace: properties.managedDiskIdentity",
        "Role assignment: properties.condition", "Role assignment: properties.conditionVersion",
    };

    /// <param name="wanted">What we describe; it may be sent otherwise than it was found.</param>
    public static IEnumerable<string> Of(AzureResource resource, JsonObject wanted, JsonObject found, JsonObject sent)
    {
        var readOnly = PublishedTypes.FaultsOf(resource.Type, resource.ApiVersion, found)
            .Where(fault => fault.IsReadOnly)
            .Select(fault => fault.Field)
            .ToHashSet(StringComparer.Ordinal);
        return Within("", wanted, found, sent);

        IEnumerable<string> Within(string at, JsonNode? ours, JsonNode? there, JsonNode? back) => there switch
        {
            null => [],
            _ when readOnly.Contains(at) || IsByDesign(Index().Replace(at, "")) => [],
            JsonObject { Count: > 0 } fields when back is JsonObject && (at.Length == 0 || !IsAnother(fields)) =>
                fields.SelectMany(field => Within(at.Length == 0 ? field.Key : $"{at}.{field.Key}", (ours as JsonObject)?[field.Key], field.Value,
                (back as JsonObject)?[field.Key])),
            JsonObject another => back is not null && JsonNode.DeepEquals(another["id"], back["id"]) ? [] : [at],
            JsonArray items => items.SelectMany(
                (item, index) =>
                    InList($"{at}[{index}]", ours as JsonArray, item, Counterpart(item, index, ours, back as JsonArray ?? []))),
            _ => ours is null && !JsonNode.DeepEquals(there, back) ? [at] : [],
        };

        IEnumerable<string> InList(string at, JsonArray? ours, JsonNode? there, JsonNode? back) =>
            ours?.FirstOrDefault(other => IsSame(there, other)) switch
            {
                null when ours is not null && !ours.Any(other => other is JsonObject { } fields && fields.ContainsKey("name")) => [],
                var wanted => back is null ? [at] : Within(at, wanted, there, back),
            };

        bool IsByDesign(string path) => ByDesign.Contains(path) || ByDesign.Contains($"{resource.Kind}: {path}");

        bool IsAnother(JsonObject fields) =>
            (fields["properties"] ?? fields["location"]) is not null
                && (string?)fields["id"] is { } id
                && !id.StartsWith($"{resource.Id}/", StringComparison.Ordinal);
    }

    static JsonNode? Counterpart(JsonNode? item, int index, JsonNode? ours, JsonArray back) =>
        ours is not null ? back.FirstOrDefault(other => IsSame(item, other)) : index < back.Count ? back[index] : null;

    static bool IsSame(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(Mark(one), Mark(other));

    /// <summary>By what it is known in its list; an element that has none of these is alone there.</summary>
    static JsonNode? Mark(JsonNode? item) =>
        item is JsonObject fields ? fields["name"] ?? fields["value"] ?? fields["resourceId"] ?? fields["id"] : item;

    [GeneratedRegex(@"\[\d+\]", RegexOptions.None, 1000)]
    private static partial Regex Index();
}
