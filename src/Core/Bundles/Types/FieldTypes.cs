using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Types;

/// <summary>Reads and names the words of the type files.</summary>
static class FieldTypes
{
    public static FieldType Parse(string type) => type switch
    {
        "string" => new FieldType.Text(),
        "bool" => new FieldType.Bool(),
        "int" => new FieldType.Whole(),
        "float" => new FieldType.Real(),
        "any" => new FieldType.Any(),
        ['[', .. var item, ']'] => new FieldType.ListOf(Parse(item)),
        ['{', .. var value, '}'] => new FieldType.MapOf(Parse(value)),
        _ when type.Contains('|', StringComparison.Ordinal) || char.IsUpper(type[0]) => new FieldType.Choice(type.Split('|')),
        _ => new FieldType.Structure(type),
    };

    /// <summary>What a field holds that exists but was not set; null where that is nothing.</summary>
    public static ScalarNode? ZeroOf(FieldType? type) => type switch
    {
        FieldType.Text or FieldType.Choice => ScalarNode.Of(""),
        FieldType.Bool => ScalarNode.Of(value: false),
        FieldType.Whole or FieldType.Real => ScalarNode.Of(0),
        _ => null,
    };

    /// <summary>As a diagnostic names it.</summary>
    public static string Name(FieldType type) => type switch
    {
        FieldType.ListOf => "sequence",
        FieldType.MapOf or FieldType.Structure => "map",
        FieldType.Bool => "bool",
        FieldType.Whole => "int",
        FieldType.Real => "float",
        _ => "string",
    };
}
