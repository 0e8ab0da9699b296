using System.Globalization;

namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary>Days, moments and what is added to them.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/functions/plussign</remarks>
static class SparkDates
{
    static readonly (string Unit, SparkKind Kind, int Times, string DuckDb)[] Units =
    [
        ("YEAR", SparkKind.Months, 12, "MONTH"), ("MONTH", SparkKind.Months, 1, "MONTH"),
        ("WEEK", SparkKind.Days, 7, "DAY"), ("DAY", SparkKind.Days, 1, "DAY"),
        ("HOUR", SparkKind.Time, 3600, "SECOND"), ("MINUTE", SparkKind.Time, 60, "SECOND"), ("SECOND", SparkKind.Time, 1, "SECOND"),
    ];

    static readonly Dictionary<string, string> Truncations = new(StringComparer.OrdinalIgnoreCase)
    {
        ["YEAR"] = "year",
        ["YYYY"] = "year",
        ["YY"] = "year",
        ["QUARTER"] = "quarter",
        ["MONTH"] = "month",
        ["MM"] = "month",
        ["MON"] = "month",
        ["WEEK"] = "week",
        ["DAY"] = "day",
        ["DD"] = "day",
        ["HOUR"] = "hour",
        ["MINUTE"] = "minute",
        ["SECOND"] = "second",
    };

    /// <summary>Null if neither side is a day, a moment or an interval.</summary>
    public static SqlValue? Arithmetic(string sign, SqlValue left, SqlValue right)
    {
        if (!IsOfTime(left.Type) && !IsOfTime(right.Type))
        {
            return null;
        }

        if (sign is "+" && !IsMoment(left.Type) && IsMoment(right.Type))
        {
            (left, right) = (right, left);
        }

        var days = right.Type.Kind is SparkKind.TinyInt or SparkKind.SmallInt or SparkKind.Int;
        return (sign, left.Type.Kind, right.Type.Kind) switch
        {
            ("+" or "-", SparkKind.Date, _) when days => new(SparkType.Date, $"({left.DuckDb} {sign} {right.As(SparkType.Int).DuckDb})"),
            ("+" or "-", SparkKind.Date, SparkKind.Months or SparkKind.Days) =>
                new(SparkType.Date, $"CAST({left.DuckDb} {sign} {right.DuckDb} AS DATE)"),
            ("+" or "-", SparkKind.Date, SparkKind.Time) =>
                new(SparkType.Timestamp, $"({left.As(SparkType.Timestamp).DuckDb} {sign} {right.DuckDb})"),
            ("+" or "-", SparkKind.Timestamp, SparkKind.Months or SparkKind.Days or SparkKind.Time) =>
                new(SparkType.Timestamp, $"({left.DuckDb} {sign} {right.DuckDb})"),
            ("-", SparkKind.Date, SparkKind.Date) => throw new SqlNotRunException(
                "The sandbox does not know the interval that a date minus a date is; datediff counts the days."),
            ("-", SparkKind.Timestamp or SparkKind.Date, SparkKind.Timestamp or SparkKind.Date) =>
                throw new SqlNotRunException(
                    "The sandbox does not know the interval that a timestamp minus a timestamp is; timestampdiff counts its units."),
            _ => throw SparkCoercion.Mismatch(sign, left.Type, right.Type),
        };
    }

    /// <summary><c>INTERVAL '3' DAY</c>, <c>INTERVAL 1 WEEK</c>: one whole number and one unit.</summary>
    public static SqlValue Interval(string number, string unit)
    {
        var known = Units.FirstOrDefault(
            known => known.Unit.Equals(unit, StringComparison.OrdinalIgnoreCase)
                || (known.Unit + "S").Equals(unit, StringComparison.OrdinalIgnoreCase));
        return known.Unit is not null
            && int.TryParse(number.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            ? new(new(known.Kind), $"to_{known.DuckDb.ToLowerInvariant()}s({(long)count * known.Times})")
            : throw new SqlNotRunException(
                $"The sandbox does not know INTERVAL {number} {unit}: it takes one whole number of {string.Join(", ", Units.Select(item => item.Unit))}.");
    }

    /// <summary><c>date_trunc</c>: a moment, also of a day.</summary>
    public static SqlValue Truncated(SqlValue unit, SqlValue time) => Unit(unit, null) is { } part
        ? new(SparkType.Timestamp, $"date_trunc('{part}', {time.As(SparkType.Timestamp).DuckDb})")
        : throw Unknown("date_trunc", unit);

    /// <summary><c>trunc</c>: a day, and no unit shorter than a week.</summary>
    public static SqlValue TruncatedDay(SqlValue day, SqlValue unit) => Unit(unit, "year quarter month week") is { } part
        ? new(SparkType.Date, $"CAST(date_trunc('{part}', {day.As(SparkType.Date).DuckDb}) AS DATE)")
        : throw Unknown("trunc", unit);

    /// <summary><c>timestampdiff</c>: whole units between two moments.</summary>
    public static SqlValue Difference(string unit, SqlValue start, SqlValue end)
    {
        var (from, to) = (start.As(SparkType.Timestamp).DuckDb, end.As(SparkType.Timestamp).DuckDb);
        return Units.FirstOrDefault(known => known.Unit.Equals(unit, StringComparison.OrdinalIgnoreCase)) switch
        {
            { Kind: SparkKind.Months, Unit: not null } months =>
                new(SparkType.BigInt, $"({SparkNative.Months}({from}, {to}) // {months.Times})"),
            { Kind: SparkKind.Days } days =>
                new(SparkType.BigInt, $"((epoch_us({to}) - epoch_us({from})) // {days.Times * 86_400_000_000})"),
            { Kind: SparkKind.Time } time => new(SparkType.BigInt, $"((epoch_us({to}) - epoch_us({from})) // {time.Times * 1_000_000L})"),
            _ => throw new SqlNotRunException($"The sandbox does not know timestampdiff of {unit}."),
        };
    }

    static string? Unit(SqlValue unit, string? allowed) =>
        Truncations.TryGetValue(unit.Text ?? "", out var part)
            && (allowed is null || allowed.Split(' ').Contains(part, StringComparer.Ordinal))
            ? part
            : null;

    static SqlNotRunException Unknown(string function, SqlValue unit) =>
        new($"The sandbox does not know {function} to {unit.Text ?? "a unit that is no literal"}.");

    static bool IsMoment(SparkType type) => type.Kind is SparkKind.Date or SparkKind.Timestamp;

    static bool IsOfTime(SparkType type) => IsMoment(type) || type.IsInterval;
}
