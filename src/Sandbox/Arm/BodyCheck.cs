using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Bicep.Types.Concrete;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>Compares a body with a published type. Enums that Azure leaves open for its future count as closed.</summary>
static class BodyCheck
{
    /// <summary>They stand in the address.</summary>
    static readonly HashSet<string> InAddress = new(StringComparer.Ordinal) { "id", "name", "type", "apiVersion" };

    public static IEnumerable<BodyFault> Of(TypeBase type, JsonObject body) => Check(type, body, "", isRoot: true);

    static IEnumerable<BodyFault> Check(TypeBase type, JsonNode? value, string at, bool isRoot = false) => type switch
    {
        ObjectType known => value is JsonObject fields ? Fields(known, fields, at, isRoot) : Wrong(at, "an object"),
        DiscriminatedObjectType known => value is JsonObject fields ? Fields(known, fields, at, isRoot) : Wrong(at, "an object"),
        ArrayType known => value is JsonArray items
            ? items.SelectMany((item, index) => Check(known.ItemType.Type, item, $"{at}[{index}]"))
            : Wrong(at, "a list"),
        UnionType known => known.Elements.Any(element => element.Type is StringLiteralType)
            ? known.Elements.Any(element => element.Type is StringLiteralType literal && Text(value) == literal.Value)
                ? []
                : Wrong(at, Literals(known))
            : known.Elements.Any(element => !Check(element.Type, value, at).Any()) ? [] : Wrong(at, "one of the published kinds"),
        StringLiteralType known => Text(value) == known.Value ? [] : Wrong(at, $"'{known.Value}'"),
        StringType known => Text(value) is not { } text ? Wrong(at, "a text") : Fits(known, text) ? [] : Wrong(
            at, $"a text of {known.MinLength} to {known.MaxLength} like {known.Pattern}"),
        IntegerType => value?.GetValueKind() is JsonValueKind.Number ? [] : Wrong(at, "a number"),
        BooleanType => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? [] : Wrong(at, "true or false"),
        _ => [],
    };

    static IEnumerable<BodyFault> Fields(ObjectType type, JsonObject body, string at, bool isRoot)
    {
        var rest = type.AdditionalProperties?.Type;
        return Fields(type.Properties, body, at, isRoot, rest);
    }

    static IEnumerable<BodyFault> Fields(DiscriminatedObjectType type, JsonObject body, string at, bool isRoot)
    {
        if (Text(body[type.Discriminator]) is not { } kind || !type.Elements.TryGetValue(kind, out var element))
        {
            return Wrong(At(at, type.Discriminator), string.Join(", ", type.Elements.Keys));
        }

        var own = ((ObjectType)element.Type).Properties;
        var all = type.BaseProperties.Concat(own)
            .GroupBy(property => property.Key)
            .ToDictionary(group => group.Key, group => group.Last().Value);
        return Fields(all, body, at, isRoot, rest: null);
    }

    static IEnumerable<BodyFault> Fields(
        IReadOnlyDictionary<string, ObjectTypeProperty> known, JsonObject body, string at, bool isRoot, TypeBase? rest)
    {
        foreach (var (name, property) in known)
        {
            if (property.Flags.HasFlag(ObjectTypePropertyFlags.Required) && body[name] is null && !(isRoot && InAddress.Contains(name)))
            {
                yield return new(At(at, name), "is required.", IsReadOnly: false);
            }
        }

        foreach (var (name, value) in body.Where(field => field.Value is not null && !(isRoot && InAddress.Contains(field.Key))))
        {
            var faults = known.GetValueOrDefault(name) switch
            {
                null =>
                    rest is null ? [new(At(at, name), "is not a published field.", IsReadOnly: false)] : Check(rest, value, At(at, name)),
                { Flags: var flags } when flags.HasFlag(ObjectTypePropertyFlags.ReadOnly) =>
                    [new(At(at, name), "may only be read.", IsReadOnly: true)],
                { Type: var type } => Check(type.Type, value, At(at, name)),
            };
            foreach (var fault in faults)
            {
                yield return fault;
            }
        }
    }

    static bool Fits(StringType type, string text) =>
        (type.MinLength is not { } least || text.Length >= least)
        && (type.MaxLength is not { } most || text.Length <= most)
        && (type.Pattern is not { } pattern || Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));

    static string Literals(UnionType type) =>
        string.Join(", ", type.Elements.Select(element => element.Type).OfType<StringLiteralType>().Select(literal => literal.Value));

    static BodyFault[] Wrong(string at, string expected) => [new(at, $"must be {expected}.", IsReadOnly: false)];

    static string At(string at, string name) => at.Length == 0 ? name : $"{at}.{name}";

    static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
