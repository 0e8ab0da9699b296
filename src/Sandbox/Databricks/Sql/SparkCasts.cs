namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>
/// <c>cast</c> and <c>try_cast</c> with Spark's rules, which are not DuckDB's: a text is a number only by its digits ('1_000' and '1.5' are no
/// BIGINT), a date may lack day or month, a number becomes an integer by truncation. The type of the value is known to the engine only,
/// so each becomes a CASE over it, of which the engine keeps one branch.
/// </summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/functions/cast</remarks>
static class SparkCasts
{
    const string Integer = "[+-]?[0-9]+";
    const string Number = @"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?";
    const string Day = @"[0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2})?)?";

    /// <summary>As nearly all are written; the engine reads them by itself, and faster.</summary>
    const string FullDay = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    const string Clock = @"[ T][0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\.[0-9]{1,9})?)? ?(Z|UTC|[+-][0-9]{1,2}(:[0-9]{2})?)?";

    /// <param name="isTry">What cannot be cast is null; otherwise it ends the statement.</param>
    /// <param name="value">Already DuckDB's, like the type.</param>
    public static string Cast(bool isTry, string value, string type)
    {
        var cast = isTry ? "TRY_CAST" : "CAST";
        var text = $"trim(CAST({value} AS VARCHAR))";
        var plain = $"{cast}({value} AS {type})";
        var whenText = $"CASE WHEN typeof({value}) = 'VARCHAR' THEN";
        string Usual(string pattern) => $"WHEN regexp_full_match({text}, '{pattern}') THEN {cast}({text} AS {type}) ";
        string IfMatch(string pattern, string then, string first = "") =>
            $"(CASE {first}WHEN regexp_full_match({text}, '{pattern}') THEN {then} WHEN {text} IS NULL THEN NULL ELSE {(isTry ? "NULL" : Malformed(text, type))} END)";
        return type.ToUpperInvariant().Split('(')[0].Trim() switch
        {
            "TINYINT" or "SMALLINT" or "INT" or "INTEGER" or "BIGINT" =>
                $"{whenText} {IfMatch(Integer, $"{cast}({text} AS {type})")} "
                + $"WHEN typeof({value}) IN ('DOUBLE', 'FLOAT') THEN {cast}(trunc(TRY_CAST({value} AS DOUBLE)) AS {type}) "
                + $"WHEN typeof({value}) LIKE 'DECIMAL%' THEN {cast}(trunc(TRY_CAST({value} AS DECIMAL(38, 10))) AS {type}) ELSE {plain} END",
            "DECIMAL" or "NUMERIC" =>
                $"{whenText} {IfMatch(Number, $"{cast}({text} AS {type})")} "
                // By its digits, as Spark rounds it, and not by the binary fraction that it is.
                + $"WHEN typeof({value}) IN ('DOUBLE', 'FLOAT') THEN {cast}({text} AS {type}) ELSE {plain} END",
            "DOUBLE" or "FLOAT" or "REAL" =>
                $"{whenText} {IfMatch($"(?i)({Number}|[+-]?inf(inity)?|nan)", $"{cast}({text} AS {type})")} ELSE {plain} END",
            "DATE" => $"{whenText} {IfMatch($"{Day}([ T].*)?", $"{cast}({Whole(text)} AS DATE)", Usual(FullDay))} ELSE {plain} END",
            "TIMESTAMP" =>
                // By way of the type that knows zones: the other one forgets them.
                $"{whenText} {IfMatch($"{Day}({Clock})?", $"CAST({cast}(concat({Whole(text)}, ' ', {Part(text, "[ T](.*)$", "00:00:00")}) AS TIMESTAMPTZ) AS TIMESTAMP)", Usual($"{FullDay} [0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}"))} "
                + $"ELSE {plain} END",
            "BOOLEAN" =>
                $"{whenText} {IfMatch("(?i)(t|true|y|yes|1|f|false|n|no|0)", $"lower({text}) IN ('t', 'true', 'y', 'yes', '1')")} ELSE {plain} END",
            "STRING" or "VARCHAR" or "CHAR" or "TEXT" or "BINARY" => plain,
            var other => throw new SqlNotRunException($"The sandbox does not cast to {other}."),
        };
    }

    static string Malformed(string text, string type) =>
        $"error(concat('[CAST_INVALID_INPUT] The value ''', {text}, ''' of the type \"STRING\" "
        + $"cannot be cast to \"{type.ToUpperInvariant()}\" because it is malformed.'))";

    /// <summary>'2026' and '2026-2' with the month and day that they lack.</summary>
    static string Whole(string text) =>
        $"concat({Part(text, "^([0-9]{4})", "")}, '-', {Part(text, "^[0-9]{4}-([0-9]{1,2})", "1")}, '-', {Part(text, "^[0-9]{4}-[0-9]{1,2}-([0-9]{1,2})", "1")})";

    static string Part(string text, string pattern, string otherwise) => $"coalesce(nullif(regexp_extract({text}, '{pattern}', 1), ''), '{otherwise}')";
}
