using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>What a query answers. In DuckDB its columns are numbered, whatever Spark calls them: no name of a table's
/// column is like that.</summary>
sealed record SqlQuery(IReadOnlyList<(string Name, SparkType Type)> Columns, string DuckDb)
{
    public static string Column(int index) => $"\"#{index + 1}\"";

    /// <summary>Its columns, read from where it stands in FROM under an alias.</summary>
    public IReadOnlyList<SqlColumn> From(string alias, IReadOnlyList<string> qualifier) =>
        [.. Columns.Select((column, index) => new SqlColumn(qualifier, column.Name, new(column.Type, $"{alias}.{Column(index)}")))];

    /// <summary>The same rows with these types.</summary>
    public SqlQuery As(IReadOnlyList<SparkType> types, string alias)
    {
        if (Columns.Select(column => column.Type).SequenceEqual(types))
        {
            return this;
        }

        var items = From(alias, []).Select((column, index) => $"{column.Value.As(types[index]).DuckDb} AS {Column(index)}");
        return new(
            [.. Columns.Zip(types, (column, type) => (column.Name, type))], $"SELECT {string.Join(", ", items)} FROM ({DuckDb}) AS {alias}");
    }
}
