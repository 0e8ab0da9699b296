using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>Reads INSERT, UPDATE, DELETE and TRUNCATE.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-dml-insert-into and its neighbours</remarks>
sealed class WriteReader(SqlWork work)
{
    readonly SqlCursor _cursor = work.Cursor;

    public SqlStatement.Command Insert()
    {
        _cursor.Must("INSERT");
        var isOverwrite = _cursor.Take("OVERWRITE");
        if (!isOverwrite)
        {
            _cursor.Must("INTO");
        }

        _ = _cursor.Take("TABLE");
        var table = work.Scope.Existing(_cursor.DottedName());
        var columns = _cursor.Sees("(") && !QueryReader.Begins(_cursor)
            ? _cursor.InBrackets(() => _cursor.List(_cursor.Name)).ConvertAll(name => Column(table, name))
            : [.. table.Columns];
        var query = new QueryReader(work, SqlNames.None).Read();
        if (query.Columns.Count != columns.Count)
        {
            throw new SqlNotRunException(
                $"[INSERT_COLUMN_ARITY_MISMATCH] Cannot write to {string.Join('.', table.Name)}: it takes {columns.Count} columns, the query has {query.Columns.Count}.");
        }

        var alias = work.Alias();
        var values = query.From(alias, [])
            .Zip(columns, (value, column) => SparkAssignment.To(column.Name, column.Type, value.Value).DuckDb);
        var names = string.Join(", ", columns.Select(column => StageDatabase.Name(column.Name)));
        var insert = $"INSERT INTO {table.DuckDb} ({names}) SELECT {string.Join(", ", values)} FROM ({query.DuckDb}) AS {alias}";

        // The query may read the table that it overwrites, so the old rows go last.
        return isOverwrite
            ? new(
                $"SET VARIABLE spark_last = (SELECT max(rowid) FROM {table.DuckDb})", insert,
                $"DELETE FROM {table.DuckDb} WHERE rowid <= getvariable('spark_last')")
            : new(insert);
    }

    public SqlStatement.Command Update()
    {
        _cursor.Must("UPDATE");
        var (table, alias, names) = Target();
        _cursor.Must("SET");
        var changes = _cursor.List(() => Change(table, names));
        return new($"UPDATE {table.DuckDb} AS {alias} SET {string.Join(", ", changes)}{Where(names)}");
    }

    public SqlStatement.Command Delete()
    {
        _cursor.Must("DELETE", "FROM");
        var (table, alias, names) = Target();
        return new($"DELETE FROM {table.DuckDb} AS {alias}{Where(names)}");
    }

    public SqlStatement.Command Truncate()
    {
        _cursor.Must("TRUNCATE", "TABLE");
        return new($"DELETE FROM {work.Scope.Existing(_cursor.DottedName()).DuckDb}");
    }

    /// <summary><c>a = 1</c> as DuckDB says it, cast to what the column takes.</summary>
    public string Change(SqlTable table, SqlNames names)
    {
        var column = Column(table, _cursor.DottedName()[^1]);
        _cursor.Must("=");
        return $"{StageDatabase.Name(column.Name)} = {SparkAssignment.To(column.Name, column.Type, new ExpressionReader(work, names).Read()).DuckDb}";
    }

    public (SqlTable Table, string Alias, SqlNames Names) Target()
    {
        var table = work.Scope.Existing(_cursor.DottedName());
        var alias = work.Alias();
        var columns = RelationReader.Of(table, alias);
        return (table, alias, new(
            null, _cursor.Alias() is { } name ? [.. columns.Select(column => column with { Qualifier = [name] })] : columns));
    }

    public static (string Name, SparkType Type) Column(SqlTable table, string name) =>
        table.Columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Name: not null } column
            ? column
            : throw new SqlNotRunException($"[UNRESOLVED_COLUMN] {string.Join('.', table.Name)} has no column `{name}`.");

    string Where(SqlNames names) => _cursor.Take("WHERE") ? $" WHERE {new ExpressionReader(work, names).Condition("WHERE").DuckDb}" : "";
}
