using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>Reads CREATE TABLE, CREATE VIEW and DROP. How Delta keeps a table changes no row and is left out.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-table-using</remarks>
sealed class CreateReader(SqlWork work)
{
    const string NotInDelta = " ,;{}()\n\t=";

    readonly SqlCursor _cursor = work.Cursor;

    /// <summary>What stands before the kind has been read.</summary>
    public SqlStatement.Command Table(bool isReplace)
    {
        var mayExist = _cursor.Take("IF", "NOT", "EXISTS");
        var name = work.Scope.Whole(_cursor.DottedName());
        var columns = _cursor.Sees("(") ? _cursor.InBrackets(() => _cursor.List(Column)) : null;
        while (Clause())
        {
        }

        var create = $"CREATE {(isReplace ? "OR REPLACE " : "")}TABLE {(mayExist ? "IF NOT EXISTS " : "")}{SqlTable.InDuckDb(name)}";
        if (columns is not null)
        {
            var list = Distinct(columns, column => column.Name).Select(
                column => $"{StageDatabase.Name(column.Name)} {column.Type.DuckDb}{column.Null}");
            return _cursor.Sees("AS") ? throw _cursor.Unknown() : new($"{create} ({string.Join(", ", list)})");
        }

        var query = Query();
        if (query.Columns.FirstOrDefault(
            column => column.Type.IsVoid
                || column.Name.Any(letter => NotInDelta.Contains(letter, StringComparison.Ordinal))) is { Name: not null } unfit)
        {
            throw new SqlNotRunException(unfit.Type.IsVoid
                ? $"The column {unfit.Name} of the table has no type."
                : $"[DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES] The column {unfit.Name} needs a name.");
        }

        var alias = work.Alias();
        var items = query.From(alias, []).Select(column => $"{column.Value.DuckDb} AS {StageDatabase.Name(column.Name)}");
        return new($"{create} AS SELECT {string.Join(", ", items)} FROM ({query.DuckDb}) AS {alias}");
    }

    public SqlStatement.Command View(bool isReplace, bool isTemporary)
    {
        var mayExist = _cursor.Take("IF", "NOT", "EXISTS");
        var name = _cursor.DottedName();
        var columns = _cursor.Sees("(") ? _cursor.InBrackets(() => _cursor.List(ViewColumn)) : null;
        while (_cursor.Take("COMMENT"))
        {
            _ = _cursor.Text();
        }

        var query = Query();
        var place = !isTemporary ? SqlTable.InDuckDb(work.Scope.Whole(name))
            : name.Count == 1 ? StageDatabase.Name(name[0])
            : throw new SqlNotRunException("A temporary view has a name of one part.");
        var names = string.Join(", ", RelationReader.Renamed(query.Columns, columns).Select(column => StageDatabase.Name(column.Name)));
        return new(
            $"CREATE {(isReplace ? "OR REPLACE " : "")}{(isTemporary ? "TEMP " : "")}VIEW {(mayExist ? "IF NOT EXISTS " : "")}{place}({names}) AS {query.DuckDb}");
    }

    public SqlStatement.Command Drop()
    {
        _cursor.Must("DROP");
        var kind = _cursor.Take("TABLE") ? "TABLE"
            : _cursor.Take("VIEW") ? "VIEW"
            : throw new SqlNotRunException($"The sandbox does not run DROP {_cursor.Here.Text} statements.");
        var mayLack = _cursor.Take("IF", "EXISTS");
        var name = _cursor.DottedName();
        return mayLack && work.Scope.Table(name) is null ? new() : new($"DROP {kind} {work.Scope.Existing(name).DuckDb}");
    }

    SqlQuery Query()
    {
        _cursor.Must("AS");
        var query = new QueryReader(work, SqlNames.None).Read();
        return query with { Columns = Distinct(query.Columns, column => column.Name) };
    }

    (string Name, SparkType Type, string Null) Column()
    {
        var (name, type, isNotNull) = (_cursor.Name(), _cursor.Type(), _cursor.Take("NOT", "NULL"));
        if (_cursor.Take("COMMENT"))
        {
            _ = _cursor.Text();
        }

        return (name, type, isNotNull ? " NOT NULL" : "");
    }

    string ViewColumn()
    {
        var name = _cursor.Name();
        return _cursor.Take("COMMENT") && _cursor.Text() is null ? "" : name;
    }

    bool Clause()
    {
        if (_cursor.Take("USING"))
        {
            _cursor.Must("DELTA");
            return true;
        }

        if (_cursor.Take("COMMENT"))
        {
            return _cursor.Text() is not null;
        }

        if (_cursor.Take("PARTITIONED", "BY") || _cursor.Take("CLUSTER", "BY"))
        {
            return _cursor.InBrackets(() => _cursor.List(_cursor.Name)).Count > 0;
        }

        if (!_cursor.Take("TBLPROPERTIES"))
        {
            return false;
        }

        _cursor.At = _cursor.Tokens.Closing(_cursor.At) + 1;
        return true;
    }

    static IReadOnlyList<T> Distinct<T>(IReadOnlyList<T> columns, Func<T, string> name) =>
        columns.GroupBy(name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new SqlNotRunException($"[COLUMN_ALREADY_EXISTS] The column `{twice.Key}` already exists.")
            : columns;
}
