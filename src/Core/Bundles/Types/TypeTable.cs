namespace ReleasePortal.Core.Bundles.Types;

/// <summary>
/// The fields that Databricks knows, read from a table people can read: a structure's name at the start of a line, its fields
/// indented. <c>[x]</c> is a list, <c>{x}</c> a map with free keys, <c>a|b</c> a choice, <c>!</c> after a field says that it is required.
/// </summary>
public sealed class TypeTable
{
    readonly Dictionary<string, Dictionary<string, FieldType>> _structures = new(StringComparer.Ordinal);
    readonly HashSet<(string Structure, string Field)> _required = [];

    public TypeTable(params ReadOnlySpan<string> tables)
    {
        foreach (var table in tables)
        {
            Read(table);
        }
    }

    public IReadOnlyDictionary<string, FieldType> Fields(string structure) => _structures[structure];

    public IEnumerable<string> Required(string structure) =>
        Fields(structure).Keys.Where(field => _required.Contains((structure, field)));

    /// <summary>The type at the end of a way through structures, or null where the table has nothing.</summary>
    public FieldType? Find(string structure, params ReadOnlySpan<string> keys)
    {
        FieldType? type = new FieldType.Structure(structure);
        foreach (var key in keys)
        {
            type = type switch
            {
                FieldType.Structure known => Fields(known.Name).GetValueOrDefault(key),
                FieldType.MapOf map => map.Value,
                _ => null,
            };
        }

        return type;
    }

    void Read(string table)
    {
        var structure = "";
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] is not ' ')
            {
                structure = line.Trim();
                _structures.Add(structure, new(StringComparer.Ordinal));
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            foreach (var name in line[..colon].Split(',', StringSplitOptions.TrimEntries))
            {
                var field = name.TrimEnd('!');
                _structures[structure][field] = Parse(line[(colon + 1)..].Trim());
                if (field.Length < name.Length)
                {
                    _required.Add((structure, field));
                }
            }
        }
    }

    static FieldType Parse(string type) => type switch
    {
        "string" => new FieldType.Text(),
        "bool" => new FieldType.Bool(),
        "int" => new FieldType.Whole(),
        "float" => new FieldType.Real(),
        "any" => new FieldType.Any(),
        ['[', .. var item, ']'] => new FieldType.ListOf(Parse(item)),
        ['{', .. var value, '}'] => new FieldType.MapOf(Parse(value)),
        _ when type.Contains('|', StringComparison.Ordinal) => new FieldType.Choice(type.Split('|')),
        _ => new FieldType.Structure(type),
    };
}
