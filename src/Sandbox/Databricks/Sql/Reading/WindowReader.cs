using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>Reads what stands behind OVER, and the items of ORDER BY there and elsewhere.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-window-functions</remarks>
sealed class WindowReader(SqlWork work, SqlNames names)
{
    readonly SqlCursor _cursor = work.Cursor;

    public SqlWindow Read() => _cursor.InBrackets(() =>
    {
        var partition = _cursor.Take("PARTITION", "BY")
            ? $"PARTITION BY {string.Join(", ", _cursor.List(() => new ExpressionReader(work, names).Read().DuckDb))} "
            : "";
        var order = _cursor.Take("ORDER", "BY")
            ? $"ORDER BY {string.Join(", ", _cursor.List(() => Ordered(new ExpressionReader(work, names).Read().DuckDb)))} "
            : "";
        return new SqlWindow(partition + order, Frame(), order.Length > 0);
    });

    /// <summary>Nulls come first where it ascends and last where it descends, unless it says otherwise.</summary>
    public string Ordered(string expression)
    {
        var isDescending = _cursor.Take("DESC");
        _ = !isDescending && _cursor.Take("ASC");
        var nulls = _cursor.Take("NULLS", "FIRST") ? "FIRST" : _cursor.Take("NULLS", "LAST") || isDescending ? "LAST" : "FIRST";
        return $"{expression} {(isDescending ? "DESC" : "ASC")} NULLS {nulls}";
    }

    string Frame()
    {
        if (!_cursor.Sees("ROWS") && !_cursor.Sees("RANGE"))
        {
            return "";
        }

        var unit = _cursor.Next().Text.ToUpperInvariant();
        if (!_cursor.Take("BETWEEN"))
        {
            return $"{unit} {Bound(unit)}";
        }

        var start = Bound(unit);
        _cursor.Must("AND");
        return $"{unit} BETWEEN {start} AND {Bound(unit)}";
    }

    string Bound(string unit)
    {
        if (_cursor.Take("CURRENT", "ROW"))
        {
            return "CURRENT ROW";
        }

        var rows = _cursor.Take("UNBOUNDED") ? "UNBOUNDED" : unit is "ROWS" ? $"{_cursor.Whole()}" : throw _cursor.Unknown();
        return _cursor.Take("PRECEDING") ? $"{rows} PRECEDING" : _cursor.Take("FOLLOWING") ? $"{rows} FOLLOWING" : throw _cursor.Unknown();
    }
}
