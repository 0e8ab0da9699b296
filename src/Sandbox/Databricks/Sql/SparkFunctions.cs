using System.Globalization;

namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>
/// The functions of Spark SQL that run here: those that DuckDB has with the same meaning, and those that are said differently.
/// Any other is refused by name, so that nothing runs here that would not run, or would do something else, in Databricks.
/// </summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin</remarks>
static class SparkFunctions
{
    static readonly HashSet<string> SameInBoth = new(StringComparer.OrdinalIgnoreCase)
    {
        "abs", "any_value", "avg", "bool_and", "bool_or", "ceil", "ceiling", "coalesce", "concat_ws", "count", "count_if", "date_trunc", "day",
        "dense_rank", "first_value", "floor", "greatest", "hour", "if", "ifnull", "lag", "last_day", "last_value", "lead", "least", "length", "lower",
        "lpad", "ltrim", "make_date", "max", "max_by", "median", "min", "min_by", "minute", "month", "ntile", "nullif", "power", "quarter", "rank", "replace",
        "round", "row_number", "rpad", "rtrim", "second", "sqrt", "stddev", "sum", "to_json", "trim", "upper", "year",
    };

    static readonly Dictionary<string, (int Arguments, string DuckDb)> Templates = new(StringComparer.OrdinalIgnoreCase)
    {
        ["add_months"] = (2, "CAST({0} + ({1}) * INTERVAL 1 MONTH AS DATE)"),
        ["assert_true"] = (2, "CASE WHEN {0} THEN NULL ELSE error({1}) END"),
        ["collect_list"] = (1, "list({0})"),
        ["date_add"] = (2, "CAST({0} + ({1}) * INTERVAL 1 DAY AS DATE)"),
        ["date_sub"] = (2, "CAST({0} - ({1}) * INTERVAL 1 DAY AS DATE)"),
        ["datediff"] = (2, "date_diff('day', {1}, {0})"),
        ["dayofweek"] = (1, "(dayofweek({0}) + 1)"),
        ["left"] = (2, "CASE WHEN {0} IS NOT NULL AND {1} < 0 THEN '' ELSE left({0}, {1}) END"),
        ["nvl"] = (2, "coalesce({0}, {1})"),
        ["raise_error"] = (1, "error({0})"),
        ["right"] = (2, "CASE WHEN {0} IS NOT NULL AND {1} < 0 THEN '' ELSE right({0}, {1}) END"),
        ["timestampdiff"] = (3, "date_sub('{0}', {1}, {2})"),
    };

    static readonly Dictionary<string, string> TruncUnits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MM"] = "month",
        ["MON"] = "month",
        ["MONTH"] = "month",
        ["YEAR"] = "year",
        ["YYYY"] = "year",
        ["YY"] = "year",
        ["QUARTER"] = "quarter",
        ["WEEK"] = "week",
    };

    static readonly (string Spark, string DuckDb)[] DateParts = [("yyyy", "%Y"), ("MM", "%m"), ("dd", "%d"), ("HH", "%H"), ("mm", "%M"), ("ss", "%S")];

    /// <param name="arguments">Already DuckDB's, in order.</param>
    /// <exception cref="SqlNotRunException">The function is not known, or not with these arguments.</exception>
    public static string Call(string name, IReadOnlyList<string> arguments, TimeProvider clock)
    {
        if (SameInBoth.Contains(name))
        {
            return $"{name}({string.Join(", ", arguments)})";
        }

        if (Templates.TryGetValue(name, out var template))
        {
            return arguments.Count == template.Arguments
                ? string.Format(CultureInfo.InvariantCulture, template.DuckDb, [.. arguments])
                : throw new SqlNotRunException($"{name} runs in the sandbox with {template.Arguments} arguments, not with {arguments.Count}.");
        }

        return (name.ToUpperInvariant(), arguments) switch
        {
            ("CURRENT_TIMESTAMP" or "NOW", []) => $"TIMESTAMP '{clock.GetUtcNow():yyyy-MM-dd HH:mm:ss.ffffff}'",
            ("CURRENT_DATE", []) => $"DATE '{clock.GetUtcNow():yyyy-MM-dd}'",
            // DuckDB's concat leaves nulls out, Spark's answers null.
            ("CONCAT", _) => $"({string.Join(" || ", arguments.Select(argument => $"CAST({argument} AS VARCHAR)"))})",
            ("DATE_FORMAT", [var time, var format]) => $"strftime({time}, {Format(format)})",
            ("NAMED_STRUCT", _) when arguments.Count % 2 == 0 => $"{{{string.Join(", ", arguments.Chunk(2).Select(pair => $"{pair[0]}: {pair[1]}"))}}}",
            ("SUBSTR" or "SUBSTRING", [var text, var start]) => Substring(text, start, $"length({text})"),
            ("SUBSTR" or "SUBSTRING", [var text, var start, var length]) => Substring(text, start, length),
            ("TO_DATE", [var text]) => SparkCasts.Cast(isTry: false, text, "DATE"),
            ("TO_DATE", [var text, var format]) => $"CAST(strptime({text}, {Format(format)}) AS DATE)",
            ("TRUNC", [var date, var unit]) when TruncUnits.TryGetValue(unit.Trim().Trim('\''), out var part) => $"CAST(date_trunc('{part}', {date}) AS DATE)",
            _ => throw new SqlNotRunException($"The sandbox does not know the function {name} with {arguments.Count} arguments."),
        };
    }

    /// <summary>Position 0 is the first letter, a negative one counts from the end and may lie before the first; a negative length is none.</summary>
    static string Substring(string text, string start, string length)
    {
        var first = $"(CASE WHEN ({start}) > 0 THEN ({start}) - 1 WHEN ({start}) < 0 THEN length({text}) + ({start}) ELSE 0 END)";
        var end = $"({first} + ({length}))";
        return $"CASE WHEN {text} IS NULL OR ({start}) IS NULL OR ({length}) IS NULL THEN NULL WHEN {end} <= greatest({first}, 0) THEN '' "
            + $"ELSE substring({text}, greatest({first}, 0) + 1, {end} - greatest({first}, 0)) END";
    }

    static string Format(string literal)
    {
        var format = DateParts.Aggregate(literal, (text, part) => text.Replace(part.Spark, part.DuckDb, StringComparison.Ordinal));
        return literal.Trim() is ['\'', .., '\''] && !format.Replace("%Y", "", StringComparison.Ordinal).Any(letter => char.IsLetter(letter) && !IsPart(format, letter))
            ? format
            : throw new SqlNotRunException($"The sandbox does not know the date format {literal}.");
    }

    static bool IsPart(string format, char letter) => format.Contains($"%{letter}", StringComparison.Ordinal);
}
