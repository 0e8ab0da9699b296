using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>Reads what operators stand between: literals, names, calls, brackets, CASE.</summary>
sealed class PrimaryReader(SqlWork work, SqlNames names)
{
    readonly SqlCursor _cursor = work.Cursor;

    public SqlValue Read()
    {
        var value = First();
        while (_cursor.Take("::"))
        {
            value = SparkCasts.Cast(value, _cursor.Type(), isTry: false);
        }

        return value;
    }

    SqlValue First() => _cursor.Here.Kind switch
    {
        SqlKind.Number => SqlLiterals.Number(_cursor.Next().Text),
        SqlKind.Text => SqlValue.Literal(_cursor.Text()),
        SqlKind.Name => names.Find(_cursor.DottedName()),
        SqlKind.Word => Word(),
        _ when _cursor.Take("(") => Bracket(),
        _ => throw _cursor.Unknown(),
    };

    SqlValue Bracket()
    {
        var value = QueryReader.Begins(_cursor) ? Scalar() : new ExpressionReader(work, names).Read();
        _cursor.Must(")");
        return value;
    }

    SqlValue Scalar()
    {
        var query = new QueryReader(work, names).Read();
        return query.Columns is [var column]
            ? new(column.Type, $"({query.DuckDb})")
            : throw new SqlNotRunException("[INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN] "
                + $"A query in an expression has one column, not {query.Columns.Count}.");
    }

    SqlValue Word()
    {
        var isBeforeText = _cursor.At + 1 < _cursor.Tokens.Count && _cursor.Tokens[_cursor.At + 1].Kind is SqlKind.Text;
        if (isBeforeText && (_cursor.Sees("DATE") || _cursor.Sees("TIMESTAMP")))
        {
            return _cursor.Next().Is("DATE") ? SqlLiterals.Date(_cursor.Text()) : SqlLiterals.Timestamp(_cursor.Text());
        }

        if (_cursor.Take("EXISTS"))
        {
            return new(SparkType.Boolean, $"EXISTS ({_cursor.InBrackets(() => new QueryReader(work, names).Read()).DuckDb})");
        }

        return _cursor.Take("CASE") ? Case()
            : _cursor.Take("NULL") ? SqlValue.Null
            : _cursor.Sees("TRUE") || _cursor.Sees("FALSE") ? new(SparkType.Boolean, _cursor.Next().Text.ToLowerInvariant())
            : _cursor.Sees("INTERVAL") && (isBeforeText || !_cursor.Sees("INTERVAL", "(")) && !names.Knows(["INTERVAL"]) ? Interval()
            : CallReader.Begins(_cursor) ? new CallReader(work, names).Read()
            : Named();
    }

    SqlValue Named()
    {
        var name = _cursor.DottedName();
        return !names.Knows(name) && name is [var only] && SparkFunctions.WithoutBrackets(only) is { } value ? value : names.Find(name);
    }

    SqlValue Interval()
    {
        _cursor.Must("INTERVAL");
        var sign = _cursor.Take("-") ? "-" : "";
        var number = _cursor.Here.Kind is SqlKind.Number or SqlKind.Text ? _cursor.Next().Text : throw _cursor.Unknown();
        var value = number.Trim().Split(' ') is [var count, var unit]
            ? SparkDates.Interval(sign + count, unit)
            : SparkDates.Interval(sign + number, _cursor.Next().Text);
        return _cursor.Sees("TO") || _cursor.Here.Kind is SqlKind.Number ? throw _cursor.Unknown() : value;
    }

    SqlValue Case()
    {
        var reader = new ExpressionReader(work, names);
        var subject = _cursor.Sees("WHEN") ? null : reader.Read();
        List<(string When, SqlValue Then)> cases = [];
        while (_cursor.Take("WHEN"))
        {
            var when = subject is null ? reader.Condition("WHEN") : SparkOperators.Comparison("=", subject, reader.Read());
            _cursor.Must("THEN");
            cases.Add((when.DuckDb, reader.Read()));
        }

        var otherwise = _cursor.Take("ELSE") ? reader.Read() : SqlValue.Null;
        _cursor.Must("END");
        return cases.Count > 0 ? SparkFunctions.Case(cases, otherwise) : throw _cursor.Unknown();
    }
}
