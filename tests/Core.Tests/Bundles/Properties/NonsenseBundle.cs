using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ReleasePortal.Core.Bundles.Types;

namespace ReleasePortal.Core.Tests.Bundles.Properties;

/// <summary>A configuration with every field of the type table in reach, and values of any kind in any place.</summary>
public sealed record NonsenseBundle(JsonNode Root)
{
    static readonly string?[] Scalars =
    [
        "\"a\"", "\"\"", "1", "-1", "0", "1.5", "true", "null", "\"${var.v}\"", "\"${resources.jobs.a.id}\"", "\"${resources.volumes.a.volume_path}\"",
        "\"x ${bundle.name}\"", "\"/Workspace${workspace.file_path}\"", "\"./nb.py\"", "\"../x\"", "\"*\"", "\"[\"", "\"/Volumes/x\"", "\"~/x\"", "\"development\"",
        "\"production\"", "\"CAN_MANAGE\"", "\"IS_OWNER\"", "\"complex\"", "99999999999999999999",
    ];

    static readonly Gen<JsonNode?> Scalar = Gen.Elements(Scalars).Select(text => JsonNode.Parse(text!));

    public static Arbitrary<NonsenseBundle> Any() => Of(new FieldType.Structure("root"), depth: 9, honesty: 97)
        .Where(node => node is JsonObject)
        .Select(node => new NonsenseBundle(node!))
        .ToArbitrary();

    public override string ToString() => Root.ToJsonString();

    /// <param name="type">What should stand here.</param>
    /// <param name="depth">How many levels there may still be.</param>
    /// <param name="honesty">In percent; otherwise something else stands here.</param>
    static Gen<JsonNode?> Of(FieldType type, int depth, int honesty) => depth == 0
        ? Scalar
        : Gen.Frequency((honesty, Right(type, depth - 1)), (100 - honesty, Wrong(depth - 1)));

    static Gen<JsonNode?> Right(FieldType type, int depth) => type switch
    {
        FieldType.Structure structure => Map(BundleTypes.Table.Fields(structure.Name).ToArray(), depth),
        FieldType.MapOf map => Map([KeyValuePair.Create("a", map.Value), KeyValuePair.Create("v", map.Value)], depth),
        FieldType.ListOf list => Of(list.Item, depth, 90).ListOf().Select(items => (JsonNode?)new JsonArray([.. items.Take(3).Select(Copy)])),
        FieldType.Choice choice => Gen.Elements(choice.Values.ToArray()).Select(value => (JsonNode?)value),
        FieldType.Any => Gen.OneOf(Scalar, Wrong(depth)),
        _ => Scalar,
    };

    static Gen<JsonNode?> Wrong(int depth) => depth <= 0 ? Scalar : Gen.OneOf(
        Scalar,
        Scalar.Select(value => (JsonNode?)new JsonArray(Copy(value), Copy(value))),
        Scalar.Select(value => (JsonNode?)new JsonObject { ["a"] = Copy(value), ["default"] = Copy(value) }));

    static Gen<JsonNode?> Map(KeyValuePair<string, FieldType>[] fields, int depth) =>
        from chosen in Gen.SubListOf(fields)
        from shown in Gen.Shuffle(chosen.ToArray())
        from values in Gen.CollectToList(shown.Take(4).ToArray(), field => Of(field.Value, depth, 95).Select(value => (field.Key, value)))
        select (JsonNode?)new JsonObject(values.Select(entry => KeyValuePair.Create(entry.Key, Copy(entry.value))));

    /// <summary>A node has one parent, and a generator may hand out the same node twice.</summary>
    static JsonNode? Copy(JsonNode? node) => node?.DeepClone();
}
