using System.Text;

namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>Everything within a statement: functions, operators, joins, types.</summary>
sealed class SqlExpression(SqlScope scope)
{
    /// <summary>Words before a bracket that call nothing.</summary>
    static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "ALL", "AND", "ANY", "AS", "BETWEEN", "BY", "CASE", "CHAR", "CUBE", "DECIMAL", "DISTINCT", "ELSE", "EXCEPT", "EXISTS", "FILTER", "FROM", "HAVING", "IN", "INSERT",
        "INTERSECT", "JOIN", "LIKE", "NOT", "NUMERIC", "ON", "OR", "OVER", "PIVOT", "ROLLUP", "SELECT", "SETS", "THEN", "UNION", "USING", "VALUES", "VARCHAR", "WHEN", "WHERE",
    };

    /// <summary>A name after one of these and before a bracket has columns, not arguments.</summary>
    static readonly HashSet<string> BeforeTables = new(StringComparer.OrdinalIgnoreCase) { "INTO", "TABLE", "EXISTS", "VIEW", "WITH", "AS", ")" };

    static readonly (string[] Spark, string DuckDb)[] Phrases =
    [
        (["<=>"], "IS NOT DISTINCT FROM"),
        (["LEFT", "ANTI", "JOIN"], "ANTI JOIN"),
        (["LEFT", "SEMI", "JOIN"], "SEMI JOIN"),
        (["INSERT", "INTO", "TABLE"], "INSERT INTO"),
        (["TEMPORARY", "VIEW"], "TEMP VIEW"),
    ];

    static readonly string[][] Refused =
    [
        ["LATERAL", "VIEW"], ["RLIKE"], ["REGEXP"], ["VERSION", "AS"], ["TIMESTAMP", "AS", "OF"], ["TABLESAMPLE"], ["DISTRIBUTE", "BY"], ["SORT", "BY"], ["REPLACE", "WHERE"],
        ["SHALLOW", "CLONE"], ["DEEP", "CLONE"],

        // A cast by Spark's rules needs both its ends, and of a decimal and another Spark makes a decimal where DuckDB makes a double.
        ["::"], ["/"],
    ];

    public string Translate(IReadOnlyList<SqlToken> tokens)
    {
        var text = new StringBuilder();
        for (var index = 0; index < tokens.Count; index++)
        {
            index = Write(tokens, index, text);
        }

        return text.ToString();
    }

    /// <summary>Writes what begins here and returns where it ends.</summary>
    int Write(IReadOnlyList<SqlToken> tokens, int at, StringBuilder text)
    {
        if (Refused.FirstOrDefault(phrase => tokens.Has(at, phrase)) is { } refused)
        {
            throw new SqlNotRunException($"The sandbox does not know {string.Join(' ', refused)}.");
        }

        if (Phrases.FirstOrDefault(phrase => tokens.Has(at, phrase.Spark)) is { Spark: { } spark } known)
        {
            text.Append(tokens[at].Before).Append(known.DuckDb);
            return at + spark.Length - 1;
        }

        if (tokens.Has(at, "_metadata", ".") && at + 2 < tokens.Count)
        {
            text.Append(tokens[at].Before).Append(ReadFiles.Metadata(tokens[at + 2].Text));
            return at + 2;
        }

        if (tokens[at].Is("div") || tokens[at].Is("%"))
        {
            var end = tokens.EndOfOperand(at + 1);
            var divisor = Translate([.. tokens.Take(end).Skip(at + 1)]).Trim();
            text.Append(tokens[at].Before).Append(tokens[at].Is("div") ? "//" : "%").Append($" (CASE WHEN {divisor} = 0 THEN error('[DIVIDE_BY_ZERO] Division by zero.') ELSE {divisor} END)");
            return end - 1;
        }

        if (IsCall(tokens, at))
        {
            var close = tokens.Closing(at + 1);
            text.Append(tokens[at].Before).Append(Call(tokens[at].Text, tokens, at + 1, close));
            return close;
        }

        text.Append(tokens[at]);

        // Without digits it is (10,0) in Spark and (18,3) in DuckDB.
        text.Append(tokens[at].Is("DECIMAL") && !tokens.Has(at + 1, "(") ? "(10, 0)" : "");
        return at;
    }

    string Call(string name, IReadOnlyList<SqlToken> tokens, int open, int close)
    {
        if (name.Equals("read_files", StringComparison.OrdinalIgnoreCase))
        {
            return ReadFiles.Call(tokens.Arguments(open, close), scope);
        }

        if (name.Equals("cast", StringComparison.OrdinalIgnoreCase) || name.Equals("try_cast", StringComparison.OrdinalIgnoreCase))
        {
            var inside = tokens.Take(close).Skip(open + 1).ToList();
            var at = inside.FindLastIndex(token => token.Is("AS"));
            return at > 0
                ? SparkCasts.Cast(name.Length > 4, Translate(inside[..at]).Trim(), Translate(inside[(at + 1)..]).Trim())
                : throw new SqlNotRunException($"{name} needs AS and a type.");
        }

        // count(*) has no list of arguments that could be cut at commas; what is inside is translated all the same.
        return SparkFunctions.Call(name, [.. tokens.Arguments(open, close).Select(argument => Translate(argument).Trim())], scope.Clock);
    }

    static bool IsCall(IReadOnlyList<SqlToken> tokens, int at)
    {
        if (tokens[at].Kind is not SqlKind.Word || !tokens.Has(at + 1, "(") || Keywords.Contains(tokens[at].Text))
        {
            return false;
        }

        var before = at - 1;
        while (before > 0 && tokens[before].Is("."))
        {
            before -= 2;
        }

        return before < 0 || !BeforeTables.Contains(tokens[before].Text);
    }
}
