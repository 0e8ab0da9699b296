using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Bicep.Types.Concrete;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Sandbox.Arm;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>A resource as Azure might answer it: as wanted, and with every other published field, those that may only
/// be read among them.</summary>
static class FullestBody
{
    const string Number = "5f3c8f1e-0000-0000-0000-000000000001";

    /// <summary>Types of the network hold each other without end.</summary>
    const int Deepest = 9;

    public static JsonObject Around(AzureResource resource, JsonObject wanted) =>
        Fill(PublishedTypes.Find(resource.Type, resource.ApiVersion)!, wanted, [resource.Id])!.AsObject();

    static JsonNode? Fill(TypeBase type, JsonNode? wanted, List<object> within) => type switch
    {
        ObjectType or DiscriminatedObjectType when wanted is null && (within.Contains(type) || within.Count > Deepest) => null,
        ObjectType { AdditionalProperties.Type: { } value, Properties.Count: 0 } => Map(value, wanted as JsonObject, [.. within, type]),
        ObjectType known => Fields(known.Properties, wanted as JsonObject, [.. within, type]),
        DiscriminatedObjectType known => Fields(
            known.BaseProperties.Concat(((ObjectType)known.Elements.First().Value.Type).Properties)
                .DistinctBy(field => field.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
            wanted as JsonObject,
            [.. within, type]),
        ArrayType known => Items(known.ItemType.Type, wanted as JsonArray, within),
        _ when wanted is not null => wanted.DeepClone(),
        UnionType known => Fill(known.Elements[0].Type, null, within),
        StringLiteralType known => known.Value,
        StringType { Pattern: { } pattern } => Regex.IsMatch(Number, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)) ? Number : null,
        StringType known => new string('x', (int)(known.MinLength ?? 1)),
        IntegerType known => known.MinValue ?? 1,
        BooleanType => true,
        _ => null,
    };

    static JsonObject Fields(IReadOnlyDictionary<string, ObjectTypeProperty> known, JsonObject? wanted, List<object> within)
    {
        var body = new JsonObject();
        if (known.ContainsKey("id") && within.Count > 2)
        {
            // What names itself is a part of the resource; whatever else has an id is only referred to.
            var isPart = known.TryGetValue("name", out var name) && !name.Flags.HasFlag(ObjectTypePropertyFlags.ReadOnly);
            body["id"] = wanted?["id"]?.DeepClone()
                ?? (isPart ? $"{within[0]}/parts/x" : "/subscriptions/s/resourceGroups/g/providers/p/others/x");
        }

        foreach (var (field, property) in known.Where(
            field => body[field.Key] is null && !field.Value.Flags.HasFlag(ObjectTypePropertyFlags.WriteOnly)))
        {
            if (Fill(property.Type.Type, wanted?[field], within) is { } value)
            {
                body[field] = value;
            }
        }

        return body;
    }

    /// <summary>Its names are people's own, like those of Azure's fields, or ids.</summary>
    static JsonObject Map(TypeBase type, JsonObject? wanted, List<object> within)
    {
        string[] names = type is ObjectType
            ? ["/subscriptions/s/resourceGroups/g/providers/p/others/x"]
            : ["id", "type", "etag", "provisioningState", "purpose"];
        return new(names.Select(name => KeyValuePair.Create(name, wanted?[name]?.DeepClone() ?? Fill(type, null, within))));
    }

    static JsonArray Items(TypeBase item, JsonArray? wanted, List<object> within)
    {
        var items = (wanted ?? []).Select(element => Fill(item, element, within)).ToList();
        // A list of plain values says what it says; one of things may hold those of others.
        if (wanted?.FirstOrDefault() is not JsonValue && Fill(item, null, within) is { } another)
        {
            items.Add(another);
        }

        return [.. items];
    }
}
