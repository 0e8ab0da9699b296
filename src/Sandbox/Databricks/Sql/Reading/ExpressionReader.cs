using System.Text.RegularExpressions;
using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>Reads an expression, the loosest operator first, and says it as DuckDB with its type in Spark.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-operators</remarks>
sealed partial class ExpressionReader(SqlWork work, SqlNames names)
{
    static readonly string[] Comparisons = ["=", "==", "<>", "!=", "<", "<=", ">", ">=", "<=>"];

    readonly SqlCursor _cursor = work.Cursor;

    public SqlValue Read()
    {
        var left = And();
        while (_cursor.Take("OR"))
        {
            left = SparkOperators.Logic("OR", left, And());
        }

        return left;
    }

    /// <param name="where">The clause that it stands in.</param>
    public SqlValue Condition(string where) => SparkOperators.Condition(Read(), where);

    SqlValue And()
    {
        var left = Not();
        while (_cursor.Take("AND"))
        {
            left = SparkOperators.Logic("AND", left, Not());
        }

        return left;
    }

    SqlValue Not() => _cursor.Take("NOT") || _cursor.Take("!")
        ? new(SparkType.Boolean, $"(NOT {SparkOperators.Condition(Not(), "NOT").DuckDb})")
        : Predicate();

    SqlValue Predicate()
    {
        var value = Comparison();
        var not = _cursor.Take("NOT");
        SqlValue Answer(string text) => new(SparkType.Boolean, not ? $"(NOT {text})" : text);
        if (_cursor.Take("BETWEEN"))
        {
            var least = Comparison();
            _cursor.Must("AND");
            return Answer(
                $"({SparkOperators.Comparison(">=", value, least).DuckDb} AND {SparkOperators.Comparison("<=", value, Comparison()).DuckDb})");
        }

        if (_cursor.Take("IN"))
        {
            return Answer(In(value));
        }

        if (_cursor.Sees("LIKE") || _cursor.Sees("ILIKE"))
        {
            var word = _cursor.Next().Text.ToUpperInvariant();
            return Answer(Like(word, value, Comparison()));
        }

        return not ? throw _cursor.Unknown() : _cursor.Take("IS") ? Is(value) : value;
    }

    SqlValue Is(SqlValue value)
    {
        var not = _cursor.Take("NOT") ? "NOT " : "";
        if (_cursor.Take("DISTINCT", "FROM"))
        {
            return SparkOperators.Comparison($"IS {not}DISTINCT FROM", value, Comparison());
        }

        return _cursor.Take("NULL") ? new(SparkType.Boolean, $"({value.DuckDb} IS {not}NULL)")
            : _cursor.Sees("TRUE") || _cursor.Sees("FALSE")
                ? new(SparkType.Boolean, $"({SparkOperators.Condition(value, "IS").DuckDb} IS {not}{_cursor.Next().Text})")
            : throw _cursor.Unknown();
    }

    string In(SqlValue value)
    {
        _cursor.Must("(");
        if (QueryReader.Begins(_cursor))
        {
            var query = new QueryReader(work, names).Read();
            _cursor.Must(")");
            var type = query.Columns is [var column]
                ? SparkCoercion.Widest([value, new(column.Type, "")], "IN")
                : throw new SqlNotRunException(
                    $"[IN_SUBQUERY_DATA_TYPE_MISMATCH] IN takes a query of one column, not of {query.Columns.Count}.");
            return $"({value.As(type).DuckDb} IN ({query.As([type], work.Alias()).DuckDb}))";
        }

        var items = _cursor.List(Read);
        _cursor.Must(")");
        var widest = SparkCoercion.Widest([value, .. items], "IN");
        return $"({value.As(widest).DuckDb} IN ({string.Join(", ", items.Select(item => item.As(widest).DuckDb))}))";
    }

    /// <summary>A backslash takes the meaning from % and _ and itself; before anything else it is an error.</summary>
    static string Like(string word, SqlValue value, SqlValue pattern) => pattern.Text is { } text && Stray().IsMatch(text)
        ? throw new SqlNotRunException(
            $"[INVALID_FORMAT.ESC_IN_THE_MIDDLE] The pattern '{text}' is invalid: a backslash stands before %, _ and a backslash only.")
        : $@"({value.As(SparkType.String).DuckDb} {word} {pattern.As(SparkType.String).DuckDb} ESCAPE '\')";

    [GeneratedRegex(@"^(\\[\\%_]|[^\\])*\\([^\\%_]|\z)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Stray();

    SqlValue Comparison()
    {
        var left = Sum();
        while (Array.Find(Comparisons, sign => _cursor.Sees(sign)) is { } sign)
        {
            _cursor.At++;
            left = SparkOperators.Comparison(
                sign switch { "==" => "=", "!=" => "<>", "<=>" => "IS NOT DISTINCT FROM", _ => sign }, left, Sum());
        }

        return left;
    }

    SqlValue Sum()
    {
        var left = Product();
        while (_cursor.Sees("+") || _cursor.Sees("-") || _cursor.Sees("||"))
        {
            left = _cursor.Next().Text is var sign and not "||"
                ? SparkOperators.Arithmetic(sign, left, Product())
                : SparkOperators.Concat(left, Product());
        }

        return left;
    }

    SqlValue Product()
    {
        var left = Signed();
        while (_cursor.Sees("*") || _cursor.Sees("/") || _cursor.Sees("%") || _cursor.Sees("DIV"))
        {
            left = SparkOperators.Arithmetic(_cursor.Next().Text.ToUpperInvariant(), left, Signed());
        }

        return left;
    }

    SqlValue Signed()
    {
        if (_cursor.Take("+"))
        {
            return Signed() is { Type.IsNumber: true } value ? value : throw _cursor.Unknown();
        }

        if (!_cursor.Take("-"))
        {
            return new PrimaryReader(work, names).Read();
        }

        // The smallest integer has no positive counterpart: the sign belongs to the literal.
        return _cursor.Here.Kind is SqlKind.Number ? SqlLiterals.Number("-" + _cursor.Next().Text) : SparkOperators.Negative(Signed());
    }
}
