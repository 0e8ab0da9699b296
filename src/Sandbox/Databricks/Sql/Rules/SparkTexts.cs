using System.Globalization;
using System.Text.RegularExpressions;

namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary>Texts of numbers, days and moments as Spark reads them, said so that the engine reads them to the same end.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/functions/cast</remarks>
static partial class SparkTexts
{
    const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    const int Soon = 1000;

    static readonly string[] True = ["t", "true", "y", "yes", "1"];
    static readonly string[] False = ["f", "false", "n", "no", "0"];

    /// <returns>Null for what is none.</returns>
    public static string? Read(string text, SparkKind kind)
    {
        var trimmed = Trim(text);
        return kind switch
        {
            SparkKind.TinyInt or SparkKind.SmallInt or SparkKind.Int or SparkKind.BigInt => Integer().IsMatch(trimmed) ? trimmed : null,
            SparkKind.Decimal => Decimal().IsMatch(trimmed) && SparkNumbers.Parse(trimmed) is var (unscaled, scale)
                ? SparkNumbers.Plain(unscaled, scale)
                : null,
            SparkKind.Float or SparkKind.Double => Fraction(trimmed),
            SparkKind.Boolean => True.Contains(trimmed.ToLowerInvariant(), StringComparer.Ordinal) ? "true"
                : False.Contains(trimmed.ToLowerInvariant(), StringComparer.Ordinal) ? "false" : null,
            SparkKind.Date => Day(trimmed),
            SparkKind.Timestamp => Moment(trimmed),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    /// <summary>Without its month or day it is the first; what comes behind a whole day does not count.</summary>
    public static string? Day(string text) => DayPattern().Match(text) is { Success: true } match ? Day(match.Groups) : null;

    /// <exception cref="SqlNotRunException">It is a time without a day, or of a zone that has a name.</exception>
    public static string? Moment(string text)
    {
        if (DayPattern().Match(text) is { Success: true } day && !day.Groups["rest"].Success)
        {
            return Day(day.Groups) + " 00:00:00";
        }

        if (MomentPattern().Match(text) is not { Success: true, Groups: var parts })
        {
            return TimeOnly().IsMatch(text)
                ? throw new SqlNotRunException($"The sandbox does not know the time '{text}', which has no day.")
                : null;
        }

        if (parts["name"].Success)
        {
            throw new SqlNotRunException($"The sandbox does not know the time zone of '{text}'; it knows Z, UTC and +hh:mm.");
        }

        var date = parts["clock"].Success ? Day(parts) : Day(parts) + " 00:00:00";
        if (date is null || !parts["clock"].Success)
        {
            return date;
        }

        // The engine drops a moment's zone, so it is taken off here.
        var clock = $"{Two(parts["hour"])}:{Two(parts["minute"])}:{Two(parts["second"])}";
        return DateTime.TryParseExact(
            $"{date} {clock}", "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? (local - Offset(parts)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + "." + parts["fraction"].Value
                .PadRight(6, '0')[..6]
            : null;
    }

    static string? Day(GroupCollection parts) =>
        $"{parts["year"].Value}-{Two(parts["month"], "01")}-{Two(parts["day"], "01")}" is var text
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    static TimeSpan Offset(GroupCollection parts) => !parts["sign"].Success
        ? TimeSpan.Zero
        : new TimeSpan(Number(parts["zoneHour"]), Number(parts["zoneMinute"]), 0) * (parts["sign"].Value is "-" ? -1 : 1);

    static int Number(Group digits) => digits.Success ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;

    static string Two(Group group, string otherwise = "00") => group.Success ? group.Value.PadLeft(2, '0') : otherwise;

    /// <summary>Java lets a number end in the letter of its type.</summary>
    static string? Fraction(string text) => text.ToLowerInvariant() switch
    {
        "nan" => "NaN",
        "inf" or "+inf" or "infinity" or "+infinity" => "Infinity",
        "-inf" or "-infinity" => "-Infinity",
        [.. var number, 'd' or 'f'] when Decimal().IsMatch(number) => Finite(number),
        var number => Decimal().IsMatch(number) ? Finite(number) : null,
    };

    static string Finite(string number) => double.Parse(number, CultureInfo.InvariantCulture) switch
    {
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ => number,
    };

    static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && text[start] is <= ' ' or '\x7f')
        {
            start++;
        }

        while (end > start && text[end - 1] is <= ' ' or '\x7f')
        {
            end--;
        }

        return text[start..end];
    }

    [GeneratedRegex(@"^[+-]?[0-9]+\z", Options, Soon)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?\z", Options, Soon)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^(?<year>[0-9]{4})(-(?<month>[0-9]{1,2})(-(?<day>[0-9]{1,2})(?<rest>[ T].*)?)?)?\z", Options | RegexOptions.Singleline, Soon)]
    private static partial Regex DayPattern();

    [GeneratedRegex(
        @"^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})([ T](?<clock>(?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2})"
        + @"(:(?<second>[0-9]{1,2})(\.(?<fraction>[0-9]*))?( ?(Z|UTC|GMT|(?<sign>[+-])(?<zoneHour>[0-9]{1,2})(:(?<zoneMinute>[0-9]{1,2}))?|(?<name>[A-Za-z+-].*)))?)?)?)?\z",
        Options, Soon)]
    private static partial Regex MomentPattern();

    [GeneratedRegex(@"^T?[0-9]{1,2}:[0-9]{1,2}", Options, Soon)]
    private static partial Regex TimeOnly();
}
