using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>Reads a call of a function, with what may follow an aggregate.</summary>
sealed class CallReader(SqlWork work, SqlNames names)
{
    readonly SqlCursor _cursor = work.Cursor;

    public static bool Begins(SqlCursor cursor) => cursor.Here.Kind is SqlKind.Word && cursor.Tokens.Has(cursor.At + 1, "(");

    public SqlValue Read()
    {
        var name = _cursor.Next().Text.ToLowerInvariant();
        return name switch
        {
            "cast" or "try_cast" => _cursor.InBrackets(() => Cast(isTry: name is "try_cast")),
            "extract" => _cursor.InBrackets(Extract),
            "timestampdiff" => _cursor.InBrackets(Difference),
            _ => Call(name),
        };
    }

    SqlValue Expression() => new ExpressionReader(work, names).Read();

    SqlValue Cast(bool isTry)
    {
        var value = Expression();
        _cursor.Must("AS");
        return SparkCasts.Cast(value, _cursor.Type(), isTry);
    }

    SqlValue Extract()
    {
        var unit = _cursor.Next().Text;
        _cursor.Must("FROM");
        return unit.ToUpperInvariant() is "YEAR" or "QUARTER" or "MONTH" or "WEEK" or "DAY" or "DAYOFWEEK" or "HOUR" or "MINUTE"
            ? SparkFunctions.Call(unit.Equals("WEEK", StringComparison.OrdinalIgnoreCase) ? "weekofyear" : unit, [Expression()])
            : throw new SqlNotRunException($"The sandbox does not know EXTRACT({unit} ...).");
    }

    SqlValue Difference()
    {
        var unit = _cursor.Next().Text;
        _cursor.Must(",");
        return _cursor.List(Expression) is [var start, var end] ? SparkDates.Difference(unit, start, end) : throw _cursor.Unknown();
    }

    SqlValue Call(string name)
    {
        _cursor.Must("(");
        var isDistinct = _cursor.Take("DISTINCT");
        var isStar = !isDistinct && _cursor.Take("*");
        List<SqlValue> arguments = isStar || _cursor.Sees(")") ? [] : _cursor.List(Expression);
        _cursor.Must(")");
        if (!SparkAggregates.Knows(name))
        {
            return isDistinct || isStar || _cursor.Sees("OVER") || _cursor.Sees("FILTER")
                ? throw new SqlNotRunException($"The sandbox does not know the aggregate {name}.")
                : SparkFunctions.Call(name, arguments);
        }

        var nulls = _cursor.Take("IGNORE", "NULLS") ? " IGNORE NULLS" : _cursor.Take("RESPECT", "NULLS") ? "" : null;
        var filter = _cursor.Take("FILTER") ? _cursor.InBrackets(Filter) : null;
        var window = _cursor.Take("OVER") ? new WindowReader(work, names).Read() : null;
        work.Aggregates += window is null ? 1 : 0;
        return SparkAggregates.Call(
            new(name, arguments) { IsDistinct = isDistinct, IsStar = isStar, Nulls = nulls, Filter = filter, Window = window });
    }

    string Filter()
    {
        _cursor.Must("WHERE");
        return new ExpressionReader(work, names).Condition("FILTER").DuckDb;
    }
}
