using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>Reads a query: WITH, the SELECTs that UNION and its like join, ORDER BY and LIMIT.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-query</remarks>
sealed class QueryReader(SqlWork work, SqlNames outer)
{
    readonly SqlCursor _cursor = work.Cursor;
    readonly SqlNames _names = new(outer, []);

    /// <summary>Whether a query begins here, maybe in brackets.</summary>
    public static bool Begins(SqlCursor cursor)
    {
        var word = cursor.Tokens.Skip(cursor.At).SkipWhile(token => token.Is("(")).FirstOrDefault();
        return word.Text is not null && (word.Is("SELECT") || word.Is("WITH") || word.Is("VALUES"));
    }

    public SqlQuery Read()
    {
        var with = _cursor.Take("WITH") ? $"WITH {string.Join(", ", _cursor.List(Named))} " : "";
        var block = Joined(isTight: false);
        return block.Query with { DuckDb = with + Limited(Ordered(block)) };
    }

    string Named()
    {
        var name = _cursor.Name();
        var columns = _cursor.Sees("(") ? _cursor.InBrackets(() => _cursor.List(_cursor.Name)) : null;
        _cursor.Must("AS");
        var query = _cursor.InBrackets(() => new QueryReader(work, _names).Read());
        var alias = work.Alias();
        _names.Define(name, query with { Columns = RelationReader.Renamed(query.Columns, columns), DuckDb = alias });
        return $"{alias} AS ({query.DuckDb})";
    }

    /// <summary>INTERSECT binds tighter than UNION, EXCEPT and MINUS.</summary>
    SqlBlock Joined(bool isTight)
    {
        var left = isTight ? Term() : Joined(isTight: true);
        while (isTight ? _cursor.Sees("INTERSECT") : _cursor.Sees("UNION") || _cursor.Sees("EXCEPT") || _cursor.Sees("MINUS"))
        {
            var word = _cursor.Next().Text.ToUpperInvariant() is var written && written is "MINUS" ? "EXCEPT" : written;
            var all = _cursor.Take("ALL") ? " ALL" : "";
            _ = all.Length == 0 && _cursor.Take("DISTINCT");
            left = new(Both(word + all, left.Query, (isTight ? Term() : Joined(isTight: true)).Query), null);
        }

        return left;
    }

    SqlQuery Both(string word, SqlQuery left, SqlQuery right)
    {
        if (left.Columns.Count != right.Columns.Count)
        {
            throw new SqlNotRunException(
                $"[NUM_COLUMNS_MISMATCH] {word} has {left.Columns.Count} columns on one side and {right.Columns.Count} on the other.");
        }

        SparkType[] types = [.. left.Columns.Zip(
            right.Columns, (one, other) => SparkCoercion.Widest([new(one.Type, ""), new(other.Type, "")], word))];
        var (first, second) = (left.As(types, work.Alias()), right.As(types, work.Alias()));
        return first with { DuckDb = $"({first.DuckDb}) {word} ({second.DuckDb})" };
    }

    SqlBlock Term()
    {
        if (_cursor.Take("("))
        {
            var query = new QueryReader(work, _names).Read();
            _cursor.Must(")");
            return new(query with { DuckDb = $"({query.DuckDb})" }, null);
        }

        return _cursor.Sees("SELECT") ? new SelectReader(work, _names).Read()
            : _cursor.Sees("VALUES") ? new(new RelationReader(work, _names).Values(), null)
            : throw _cursor.Unknown();
    }

    string Ordered(SqlBlock block)
    {
        if (!_cursor.Take("ORDER", "BY"))
        {
            return block.Query.DuckDb;
        }

        // What SELECT names comes before what it was made of; of UNION and its like only the former is known.
        var alias = work.Alias();
        var output = block.Query.Columns.Select((column, index) =>
            new SqlColumn(
                [], column.Name, new(column.Type, block.Names is null ? $"{alias}.{SqlQuery.Column(index)}" : SqlQuery.Column(index)))).ToArray();
        var names = new SqlNames(block.Names ?? _names, output);
        var items = _cursor.List(
            () => new WindowReader(work, names).Ordered(Place(output) ?? new ExpressionReader(work, names).Read().DuckDb));
        return $"{(block.Names is null ? $"SELECT * FROM ({block.Query.DuckDb}) AS {alias}" : block.Query.DuckDb)} ORDER BY {string.Join(", ", items)}";
    }

    /// <summary>A bare number stands for the column of that place.</summary>
    string? Place(SqlColumn[] output)
    {
        if (_cursor.Here.Kind is not SqlKind.Number)
        {
            return _cursor.Sees("ALL") ? throw _cursor.Unknown() : null;
        }

        var place = _cursor.Whole();
        return place >= 1 && place <= output.Length
            ? output[place - 1].Value.DuckDb
            : throw new SqlNotRunException(
                $"[ORDER_BY_POS_OUT_OF_RANGE] ORDER BY position {place} is not in the list of {output.Length} columns.");
    }

    string Limited(string query)
    {
        var limit = _cursor.Take("LIMIT") ? (_cursor.Take("ALL") ? "" : $" LIMIT {_cursor.Whole()}") : "";
        return query + limit + (_cursor.Take("OFFSET") ? $" OFFSET {_cursor.Whole()}" : "");
    }
}
