using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <param name="Qualifier">What may stand before the name, from its outermost part.</param>
/// <param name="IsInStar">Otherwise it is there only for those who name it with its qualifier.</param>
sealed record SqlColumn(IReadOnlyList<string> Qualifier, string Name, SqlValue Value, bool IsInStar = true)
{
    public bool IsNamed(IReadOnlyList<string> name) =>
        Same(name[^1], Name) && (IsInStar || name.Count > 1) && IsQualifiedBy([.. name.SkipLast(1)]);

    public bool IsQualifiedBy(IReadOnlyList<string> names) =>
        names.Count <= Qualifier.Count && names.SequenceEqual(Qualifier.TakeLast(names.Count), StringComparer.OrdinalIgnoreCase);

    static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What names mean at one place of a statement; what is not found here is looked for further out.</summary>
sealed class SqlNames(SqlNames? outer, IReadOnlyList<SqlColumn> columns)
{
    public static readonly SqlNames None = new(null, []);

    readonly Dictionary<string, SqlQuery> _queries = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<SqlColumn> Columns => columns;

    /// <summary>What SELECT has named so far, for those clauses that may use it; a column of the same name wins.</summary>
    public IReadOnlyList<SqlColumn> Aliases { get; init; } = [];

    /// <summary>Makes the result of a WITH known by its name; its DuckDB is a name too.</summary>
    public void Define(string name, SqlQuery query) => _queries[name] = query;

    public SqlQuery? Query(string name) => _queries.GetValueOrDefault(name) ?? outer?.Query(name);

    /// <exception cref="SqlNotRunException">Nothing is called so, or several things are.</exception>
    public SqlValue Find(IReadOnlyList<string> name) => Seek(name) ?? throw new SqlNotRunException(
        $"[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column with name {Quoted(name)} cannot be resolved. "
        + $"Did you mean one of the following? [{string.Join(", ", columns.Select(column => Quoted([column.Name])))}]");

    public bool Knows(IReadOnlyList<string> name) => Seek(name) is not null;

    SqlValue? Seek(IReadOnlyList<string> name) => One(columns, name) ?? One(Aliases, name) ?? outer?.Seek(name);

    static SqlValue? One(IEnumerable<SqlColumn> from, IReadOnlyList<string> name) =>
        from.Where(column => column.IsNamed(name)).Take(2).ToArray() switch
        {
            [] => null,
            [var column] => column.Value,
            _ => throw new SqlNotRunException($"[AMBIGUOUS_REFERENCE] Reference {Quoted(name)} is ambiguous."),
        };

    static string Quoted(IReadOnlyList<string> name) => string.Join('.', name.Select(part => $"`{part}`"));
}
