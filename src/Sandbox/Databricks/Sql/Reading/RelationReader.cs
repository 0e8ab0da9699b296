using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>Reads what stands behind FROM: tables, queries, VALUES, read_files and their joins.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-select-join</remarks>
sealed class RelationReader(SqlWork work, SqlNames outer)
{
    static readonly (string[] Spark, string DuckDb)[] Joins =
    [
        (["JOIN"], "JOIN"), (["INNER", "JOIN"], "JOIN"), (["CROSS", "JOIN"], "CROSS JOIN"),
        (["LEFT", "JOIN"], "LEFT JOIN"), (["LEFT", "OUTER", "JOIN"], "LEFT JOIN"),
        (["RIGHT", "JOIN"], "RIGHT JOIN"), (["RIGHT", "OUTER", "JOIN"], "RIGHT JOIN"),
        (["FULL", "JOIN"], "FULL JOIN"), (["FULL", "OUTER", "JOIN"], "FULL JOIN"),
        (["LEFT", "SEMI", "JOIN"], "SEMI JOIN"), (["SEMI", "JOIN"], "SEMI JOIN"),
        (["LEFT", "ANTI", "JOIN"], "ANTI JOIN"), (["ANTI", "JOIN"], "ANTI JOIN"),
    ];

    readonly SqlCursor _cursor = work.Cursor;

    public (string DuckDb, IReadOnlyList<SqlColumn> Columns) Read()
    {
        var parts = _cursor.List(Joined);
        return (string.Join(", ", parts.Select(part => part.DuckDb)), [.. parts.SelectMany(part => part.Columns)]);
    }

    /// <summary>Rows of literals; every column has the type that all its values become.</summary>
    public SqlQuery Values()
    {
        _cursor.Must("VALUES");
        var rows = _cursor.List(() => _cursor.Sees("(") && !QueryReader.Begins(_cursor)
            ? _cursor.InBrackets(() => _cursor.List(() => new ExpressionReader(work, outer).Read()))
            : [new ExpressionReader(work, outer).Read()]);
        if (rows.Exists(row => row.Count != rows[0].Count))
        {
            throw new SqlNotRunException("[INVALID_INLINE_TABLE] The rows of VALUES have different numbers of columns.");
        }

        SparkType[] types = [.. Enumerable.Range(0, rows[0].Count)
            .Select(index => SparkCoercion.Widest(rows.Select(row => row[index]), "VALUES"))];
        var alias = work.Alias();
        var names = string.Join(", ", types.Select((_, index) => SqlQuery.Column(index)));
        var lines = rows.Select(
            row =>
                $"({string.Join(", ", row.Select((value, index) => types[index].IsVoid ? value.DuckDb : value.As(types[index]).DuckDb))})");
        return new(
            [.. types.Select((type, index) => ($"col{index + 1}", type))], $"SELECT {names} FROM (VALUES {string.Join(", ", lines)}) AS {alias}({names})");
    }

    public static IReadOnlyList<(string Name, SparkType Type)> Renamed(
        IReadOnlyList<(string Name, SparkType Type)> columns, IReadOnlyList<string>? names) =>
        names is null ? columns
        : names.Count == columns.Count ? [.. columns.Zip(names, (column, name) => (name, column.Type))]
        : throw new SqlNotRunException($"[ASSIGNMENT_ARITY_MISMATCH] {names.Count} names for {columns.Count} columns.");

    (string DuckDb, IReadOnlyList<SqlColumn> Columns) Joined()
    {
        var (text, columns) = One();
        while (Joins.FirstOrDefault(join => _cursor.Sees(join.Spark)) is { Spark: { } spark, DuckDb: var join })
        {
            _cursor.At += spark.Length;
            var right = One();
            IReadOnlyList<SqlColumn> both = [.. columns, .. right.Columns];
            var shown = join is "SEMI JOIN" or "ANTI JOIN" ? columns : both;
            if (_cursor.Take("USING"))
            {
                var names = _cursor.InBrackets(() => _cursor.List(_cursor.Name));
                var using_ = names.ConvertAll(name => Using(name, join, columns, right.Columns));
                text = $"{text} {join} {right.DuckDb} ON {string.Join(" AND ", using_.Select(item => item.On))}";
                columns = [.. using_.Select(item => item.Column), .. shown.Select(
                    column => names.Exists(name => column.IsNamed([name])) ? Hidden(column) : column)];
                continue;
            }

            var on = _cursor.Take("ON") ? $" ON {new ExpressionReader(work, new(outer, both)).Condition("ON").DuckDb}" : "";
            text = $"{text} {(join is "CROSS JOIN" ? join : on.Length == 0 ? NoCondition(join) : join)} {right.DuckDb}{on}";
            columns = shown;
        }

        return (text, columns);
    }

    string NoCondition(string join) => join is "JOIN" ? "CROSS JOIN" : throw _cursor.Unknown();

    /// <summary>Shown once, and under its own table's name only for who asks by that.</summary>
    static SqlColumn Hidden(SqlColumn column) => column with { IsInStar = false };

    static (string On, SqlColumn Column) Using(string name, string join, IReadOnlyList<SqlColumn> left, IReadOnlyList<SqlColumn> right)
    {
        var (first, second) = (new SqlNames(null, left).Find([name]), new SqlNames(null, right).Find([name]));
        var type = SparkCoercion.Widest([first, second], "USING");
        return (
            SparkOperators.Comparison("=", first, second).DuckDb,
            new(
                [], name, join is "RIGHT JOIN" ? second : join is "FULL JOIN" ? new(type, $"coalesce({first.As(type).DuckDb}, {second.As(type).DuckDb})") : first));
    }

    (string DuckDb, IReadOnlyList<SqlColumn> Columns) One()
    {
        if (_cursor.Sees("(") && !QueryReader.Begins(_cursor))
        {
            var (inner, columns) = _cursor.InBrackets(Read);
            return _cursor.Alias() is null
                ? ($"({inner})", columns)
                : throw new SqlNotRunException("The sandbox does not know an alias for joined tables.");
        }

        var alias = work.Alias();
        if (_cursor.Sees("(") || _cursor.Sees("VALUES"))
        {
            var query = _cursor.Sees("VALUES") ? Values() : _cursor.InBrackets(() => new QueryReader(work, outer).Read());
            return ($"({query.DuckDb}) AS {alias}", Aliased(query.From(alias, []), []));
        }

        if (_cursor.Sees("read_files", "("))
        {
            var (call, columns) = ReadFiles.Call(_cursor, work.Scope, alias);
            return ($"{call} AS {alias}", Aliased(columns, []));
        }

        var name = _cursor.DottedName();
        if (_cursor.Sees("("))
        {
            throw new SqlNotRunException($"The sandbox does not know the table function {string.Join('.', name)}.");
        }

        if (name is [var only] && outer.Query(only) is { } named)
        {
            return ($"{named.DuckDb} AS {alias}", Aliased(named.From(alias, [only]), [only]));
        }

        var table = work.Scope.Existing(name);
        return ($"{table.DuckDb} AS {alias}", Aliased(Of(table, alias), table.Name));
    }

    public static IReadOnlyList<SqlColumn> Of(SqlTable table, string alias) =>
        [.. table.Columns.Select(column => new SqlColumn(table.Name, column.Name, new(column.Type, $"{alias}.{StageDatabase.Name(column.Name)}")))];

    /// <summary>An alias takes the place of the name, and may name the columns.</summary>
    IReadOnlyList<SqlColumn> Aliased(IReadOnlyList<SqlColumn> columns, IReadOnlyList<string> name)
    {
        IReadOnlyList<string> qualifier = _cursor.Alias() is { } alias ? [alias] : name;
        var names = qualifier != name && _cursor.Sees("(") ? _cursor.InBrackets(() => _cursor.List(_cursor.Name)) : null;
        return names is not null && names.Count != columns.Count
            ? throw new SqlNotRunException($"[ASSIGNMENT_ARITY_MISMATCH] {names.Count} names for {columns.Count} columns.")
            : [.. columns.Select(
                (column, index) =>
                    column with { Name = names?[index]
                        ?? column.Name, Qualifier = [.. qualifier, .. column.IsInStar ? [] : column.Qualifier] })];
    }
}
