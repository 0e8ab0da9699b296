namespace ReleasePortal.Core.Bundles.Types;

/// <summary>
/// The fields that Databricks knows, read from YAML that people can read: a structure's name at the start of a line, its fields
/// indented. <c>[x]</c> is a list, <c>{x}</c> a map with free keys, <c>a|b</c> a choice, <c>!</c> after a field says that it should be
/// set, <c>!!</c> that it must, <c>...</c> that there are more fields, and <c>a(b)</c> that structure a also has the fields of b.
/// </summary>
public sealed class TypeTable
{
    readonly Dictionary<string, Dictionary<string, FieldType>> _structures = new(StringComparer.Ordinal);
    readonly Dictionary<(string Structure, string Field), bool> _required = [];
    readonly List<(string Structure, string Parent)> _heirs = [];

    public TypeTable(params ReadOnlySpan<string> tables)
    {
        foreach (var table in tables)
        {
            Read(table);
        }

        foreach (var (structure, parent) in _heirs)
        {
            foreach (var (field, type) in _structures[parent])
            {
                _structures[structure].TryAdd(field, type);
            }
        }
    }

    public IReadOnlyDictionary<string, FieldType> Fields(string structure) => _structures[structure];

    /// <summary>Whether the structure has fields that the table does not name.</summary>
    public bool IsOpen(string structure) => _structures[structure].ContainsKey("...");

    /// <summary>In the table's order.</summary>
    public IEnumerable<string> Required(string structure) =>
        Fields(structure).Keys.Where(field => _required.ContainsKey((structure, field)));

    public bool IsRequired(string structure, string field) => _required.ContainsKey((structure, field));

    /// <summary>Whether its absence is an error rather than a warning.</summary>
    public bool IsIndispensable(string structure, string field) => _required.GetValueOrDefault((structure, field));

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
        foreach (var line in table.Split('\n').Select(line => line.TrimEnd()).Where(line => line.TrimStart() is not ("" or ['#', ..])))
        {
            if (line[0] is ' ')
            {
                ReadFields(structure, line);
                continue;
            }

            var names = line.TrimEnd(':', ')').Split('(');
            structure = names[0];
            _structures.Add(structure, new(StringComparer.Ordinal));
            _heirs.AddRange(names.Skip(1).Select(parent => (structure, parent)));
        }
    }

    void ReadFields(string structure, string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var type = FieldTypes.Parse(line[(colon + 1)..].Trim());
        foreach (var name in line[..colon].Split(',', StringSplitOptions.TrimEntries))
        {
            var field = name.TrimEnd('!');
            _structures[structure][field] = type;
            if (field.Length < name.Length)
            {
                _required[(structure, field)] = name.EndsWith("!!", StringComparison.Ordinal);
            }
        }
    }
}
