using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>Literals with the type that their form gives them.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-literals</remarks>
static partial class SqlLiterals
{
    /// <param name="text">With its sign, if it has one.</param>
    public static SqlValue Number(string text)
    {
        if (Form().Match(text) is not { Success: true, Groups: var parts })
        {
            throw new SqlNotRunException($"The sandbox does not know the number {text}.");
        }

        var (number, suffix) = (parts["number"].Value, parts["suffix"].Value.ToUpperInvariant());
        var isWhole = !parts["fraction"].Success && !parts["exponent"].Success;
        return suffix switch
        {
            "Y" when isWhole => Whole(number, new(SparkKind.TinyInt)),
            "S" when isWhole => Whole(number, new(SparkKind.SmallInt)),
            "L" when isWhole => Whole(number, SparkType.BigInt),
            "BD" => Decimal(number),
            "D" => Fraction(number, SparkType.Double),
            "F" => Fraction(number, new(SparkKind.Float)),
            "" when isWhole => Whole(number, null),
            "" when parts["exponent"].Success => Fraction(number, SparkType.Double),
            "" => Decimal(number),
            _ => throw new SqlNotRunException($"The sandbox does not know the number {text}."),
        };
    }

    public static SqlValue Date(string text) => SparkTexts.Read(text, SparkKind.Date) is { } day
        ? new(SparkType.Date, $"DATE '{day}'")
        : throw new SqlNotRunException($"[INVALID_TYPED_LITERAL] The value of the typed literal \"DATE\" is invalid: '{text}'.");

    public static SqlValue Timestamp(string text) => SparkTexts.Read(text, SparkKind.Timestamp) is { } moment
        ? new(SparkType.Timestamp, $"TIMESTAMP '{moment}'")
        : throw new SqlNotRunException($"[INVALID_TYPED_LITERAL] The value of the typed literal \"TIMESTAMP\" is invalid: '{text}'.");

    /// <param name="type">Null for the narrowest from INT up.</param>
    static SqlValue Whole(string text, SparkType? type)
    {
        var number = BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var narrowest = Fits(number, int.MinValue, int.MaxValue) ? SparkType.Int : Fits(
            number, long.MinValue, long.MaxValue) ? SparkType.BigInt : null;
        var fits = type?.Kind switch
        {
            SparkKind.TinyInt => Fits(number, sbyte.MinValue, sbyte.MaxValue),
            SparkKind.SmallInt => Fits(number, short.MinValue, short.MaxValue),
            _ => narrowest is not null,
        };
        return !fits && type is not null ? throw new SqlNotRunException($"[INVALID_NUMERIC_LITERAL_RANGE] {text} is no {type}.")
            : (type ?? narrowest) is { } known ? new(known, $"CAST({number} AS {known.DuckDb})") { Number = number }
            : Decimal(text);
    }

    static SqlValue Decimal(string text)
    {
        var (unscaled, scale) = SparkNumbers.Parse(text);
        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).Length;
        var type = SparkType.Decimal(Math.Max(digits, scale), scale);
        return type.Precision <= SparkType.MaxPrecision
            ? new(type, $"CAST('{SparkNumbers.Plain(unscaled, scale)}' AS {type.DuckDb})")
            : throw new SqlNotRunException($"The number {text} has more than {SparkType.MaxPrecision} digits.");
    }

    static SqlValue Fraction(string text, SparkType type) => new(type, $"CAST('{text}' AS {type.DuckDb})");

    static bool Fits(BigInteger number, long least, long most) => number >= least && number <= most;

    [GeneratedRegex(
        @"^(?<number>-?([0-9]+(?<fraction>\.[0-9]*)?|(?<fraction>\.[0-9]+))(?<exponent>[eE][+-]?[0-9]{1,3})?)(?<suffix>[A-Za-z]*)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
