using System.Globalization;

namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary>
/// The functions of Spark SQL that run here. Any other is refused by name, so that nothing runs here that would not run, or would do
/// something else, in Databricks.
/// </summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin</remarks>
static class SparkFunctions
{
    const string Now = "CAST(getvariable('spark_now') AS TIMESTAMP)";

    /// <summary>Their name, what they take and give, and how DuckDB says it. Of a null each answers null.</summary>
    static readonly (string Name, string Takes, string Gives, string DuckDb)[] Rules =
    [
        ("add_months", "date int", "date", "CAST({0} + to_months({1}) AS DATE)"),
        ("contains", "string string", "boolean", "contains({0}, {1})"),
        ("current_date", "", "date", "CAST(" + Now + " AS DATE)"),
        ("current_timestamp", "", "timestamp", Now),
        ("date", "date", "date", "{0}"),
        ("date_add", "date int", "date", "({0} + {1})"),
        ("date_diff", "date date", "int", "CAST({0} - {1} AS INTEGER)"),
        ("date_sub", "date int", "date", "({0} - {1})"),
        ("dateadd", "date int", "date", "({0} + {1})"),
        ("datediff", "date date", "int", "CAST({0} - {1} AS INTEGER)"),
        ("day", "date", "int", "CAST(day({0}) AS INTEGER)"),
        ("dayofmonth", "date", "int", "CAST(day({0}) AS INTEGER)"),
        ("dayofweek", "date", "int", "CAST(dayofweek({0}) + 1 AS INTEGER)"),
        ("dayofyear", "date", "int", "CAST(dayofyear({0}) AS INTEGER)"),
        ("endswith", "string string", "boolean", "ends_with({0}, {1})"),
        ("exp", "double", "double", "exp({0})"),
        ("hour", "timestamp", "int", "CAST(hour({0}) AS INTEGER)"),
        ("instr", "string string", "int", "CAST(instr({0}, {1}) AS INTEGER)"),
        ("isnan", "double", "boolean", "coalesce(isnan({0}), false)"),
        ("last_day", "date", "date", "last_day({0})"),
        ("left", "string int", "string", "CASE WHEN {0} IS NOT NULL AND {1} <= 0 THEN '' ELSE left({0}, {1}) END"),
        ("length", "string", "int", "CAST(length({0}) AS INTEGER)"),
        ("len", "string", "int", "CAST(length({0}) AS INTEGER)"),
        ("ln", "double", "double", "CASE WHEN {0} > 0 THEN ln({0}) END"),
        ("lower", "string", "string", "lower({0})"),
        ("lpad", "string int", "string", "lpad({0}, CASE WHEN {1} < 0 THEN 0 ELSE {1} END, ' ')"),
        ("lpad", "string int string", "string", "lpad({0}, CASE WHEN {1} < 0 THEN 0 ELSE {1} END, {2})"),
        ("ltrim", "string", "string", "ltrim({0}, ' ')"),
        ("make_date", "int int int", "date", "make_date({0}, {1}, {2})"),
        ("md5", "string", "string", "md5({0})"),
        ("minute", "timestamp", "int", "CAST(minute({0}) AS INTEGER)"),
        ("month", "date", "int", "CAST(month({0}) AS INTEGER)"),
        ("now", "", "timestamp", Now),
        ("pow", "double double", "double", "power({0}, {1})"),
        ("power", "double double", "double", "power({0}, {1})"),
        ("quarter", "date", "int", "CAST(quarter({0}) AS INTEGER)"),
        ("repeat", "string int", "string", "repeat({0}, {1})"),
        ("replace", "string string", "string", "replace({0}, {1}, '')"),
        ("replace", "string string string", "string", "replace({0}, {1}, {2})"),
        ("right", "string int", "string", "CASE WHEN {0} IS NOT NULL AND {1} <= 0 THEN '' ELSE right({0}, {1}) END"),
        ("rpad", "string int", "string", "rpad({0}, CASE WHEN {1} < 0 THEN 0 ELSE {1} END, ' ')"),
        ("rpad", "string int string", "string", "rpad({0}, CASE WHEN {1} < 0 THEN 0 ELSE {1} END, {2})"),
        ("rtrim", "string", "string", "rtrim({0}, ' ')"),
        ("second", "timestamp", "int", "CAST(second({0}) AS INTEGER)"),
        ("sign", "double", "double", "CAST(sign({0}) AS DOUBLE)"),
        ("sqrt", "double", "double", "CASE WHEN {0} < 0 THEN CAST('NaN' AS DOUBLE) ELSE sqrt({0}) END"),
        ("startswith", "string string", "boolean", "starts_with({0}, {1})"),
        ("timestamp", "timestamp", "timestamp", "{0}"),
        ("to_date", "date", "date", "{0}"),
        ("to_timestamp", "timestamp", "timestamp", "{0}"),
        ("trim", "string", "string", "trim({0}, ' ')"),
        ("unix_timestamp", "timestamp", "bigint", "CAST(floor(epoch_us({0}) / 1000000) AS BIGINT)"),
        ("upper", "string", "string", "upper(replace({0}, 'ß', 'SS'))"),
        ("weekday", "date", "int", "CAST(isodow({0}) - 1 AS INTEGER)"),
        ("weekofyear", "date", "int", "CAST(weekofyear({0}) AS INTEGER)"),
        ("year", "date", "int", "CAST(year({0}) AS INTEGER)"),
    ];

    static readonly ILookup<string, (string Name, string Takes, string Gives, string DuckDb)> ByName = Rules.ToLookup(
        rule => rule.Name, StringComparer.OrdinalIgnoreCase);

    public static SqlValue? WithoutBrackets(string name) =>
        name.ToUpperInvariant() is "CURRENT_DATE" or "CURRENT_TIMESTAMP" ? Call(name, []) : null;

    /// <exception cref="SqlNotRunException">The function is not known, or not with these arguments.</exception>
    public static SqlValue Call(string name, IReadOnlyList<SqlValue> arguments)
    {
        if (SparkOwnFunctions.Call(name, arguments) is { } own)
        {
            return own;
        }

        var known = ByName[name].ToArray();
        return known.FirstOrDefault(rule => Words(rule.Takes).Length == arguments.Count) is { Name: not null } rule
            ? new(Type(rule.Gives), string.Format(
                CultureInfo.InvariantCulture, rule.DuckDb,
                [.. arguments.Zip(Words(rule.Takes), (argument, type) => Argument(name, argument, Type(type)))]))
            : throw new SqlNotRunException(known.Length > 0
                ? $"{name} does not run in the sandbox with {arguments.Count} arguments."
                : $"The sandbox does not know the function {name} with {arguments.Count} arguments.");
    }

    public static SqlValue Case(IReadOnlyList<(string When, SqlValue Then)> cases, SqlValue otherwise)
    {
        var type = SparkCoercion.Widest([.. cases.Select(item => item.Then), otherwise], "CASE");
        return new(
            type,
            $"(CASE {string.Concat(cases.Select(item => $"WHEN {item.When} THEN {Said(item.Then, type)} "))}ELSE {Said(otherwise, type)} END)");
    }

    /// <summary>Values that a call takes for others: numbers for wider ones, days for moments and the other way, all
    /// for texts, texts for all.</summary>
    public static string Argument(string name, SqlValue value, SparkType type) =>
        value.Type == type || value.Type.IsVoid || type.IsString || value.Type.IsString
            || (type.IsInteger && value.Type.IsInteger) || (type.IsFraction && value.Type.IsNumber)
            || (value.Type.Kind is SparkKind.Date or SparkKind.Timestamp && type.Kind is SparkKind.Date or SparkKind.Timestamp)
        ? value.As(type).DuckDb
        : throw new SqlNotRunException($"[DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE] {name} takes \"{type}\", not \"{value.Type}\".");

    static string Said(SqlValue value, SparkType type) => type.IsVoid ? value.DuckDb : value.As(type).DuckDb;

    static string[] Words(string types) => types.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    static SparkType Type(string name) => SparkType.OfSpark(name)!;
}
