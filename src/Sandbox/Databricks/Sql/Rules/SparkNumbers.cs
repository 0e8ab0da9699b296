using System.Globalization;
using System.Numerics;

namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary>Numbers as Java writes them, and decimals of up to 38 digits with Java's rounding.</summary>
static class SparkNumbers
{
    public static string Text(double value) =>
        Text(value, value.ToString("E16", CultureInfo.InvariantCulture), value.ToString("R", CultureInfo.InvariantCulture));

    public static string Text(float value) =>
        Text(value, value.ToString("E8", CultureInfo.InvariantCulture), value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Half up, by the digits that its text has.</summary>
    public static double Round(double value, int digits)
    {
        if (!double.IsFinite(value))
        {
            return value;
        }

        var (unscaled, scale) = Parse(value.ToString("R", CultureInfo.InvariantCulture));
        var rounded = Rescaled(unscaled, scale, digits);
        return double.Parse(string.Create(CultureInfo.InvariantCulture, $"{rounded}E{-digits}"), CultureInfo.InvariantCulture);
    }

    /// <summary>Of two decimals, rounded half up to so many digits of the fraction.</summary>
    public static string Calculate(string left, string sign, string right, int scale)
    {
        var ((a, aScale), (b, bScale)) = (Parse(left), Parse(right));
        if (sign is "*")
        {
            return Plain(Rescaled(a * b, aScale + bScale, scale), scale);
        }

        var common = Math.Max(aScale, bScale);
        (a, b) = (Rescaled(a, aScale, common), Rescaled(b, bScale, common));
        return sign switch
        {
            "+" => Plain(Rescaled(a + b, common, scale), scale),
            "-" => Plain(Rescaled(a - b, common, scale), scale),
            "/" => Plain(DividedHalfUp(a * BigInteger.Pow(10, scale), b), scale),
            "%" => Plain(Rescaled(BigInteger.Remainder(a, b), common, scale), scale),
            "DIV" => Plain(BigInteger.Divide(a, b), 0),
            _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, null),
        };
    }

    /// <summary>Digits without a point, and how many of them stand behind it.</summary>
    public static (BigInteger Unscaled, int Scale) Parse(string text)
    {
        var (mantissa, exponent) = text.Split('E', 'e') is [var first, var second]
            ? (first, int.Parse(second, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            : (text, 0);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var scale = (point < 0 ? 0 : mantissa.Length - point - 1) - exponent;
        var unscaled = BigInteger.Parse(
            mantissa.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return scale < 0 ? (unscaled * BigInteger.Pow(10, -scale), 0) : (unscaled, scale);
    }

    public static string Plain(BigInteger unscaled, int scale)
    {
        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return $"{(unscaled.Sign < 0 ? "-" : "")}{digits[..^scale]}{(scale > 0 ? "." : "")}{digits[^scale..]}";
    }

    static BigInteger Rescaled(BigInteger unscaled, int from, int to) =>
        to >= from ? unscaled * BigInteger.Pow(10, to - from) : DividedHalfUp(unscaled, BigInteger.Pow(10, from - to));

    static BigInteger DividedHalfUp(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        return BigInteger.Abs(rest) * 2 >= BigInteger.Abs(divisor) ? quotient + (dividend.Sign * divisor.Sign) : quotient;
    }

    /// <summary>From a thousandth to ten millions plain, else with an exponent; always with a digit behind the point.</summary>
    static string Text(double value, string scientific, string shortest)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }

        if (value == 0)
        {
            return double.IsNegative(value) ? "-0.0" : "0.0";
        }

        var (unscaled, scale) = Parse(shortest);
        if (Math.Abs(value) is >= 1e-3 and < 1e7)
        {
            return Plain(unscaled, scale) is var plain && plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
        }

        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).TrimEnd('0');
        var exponent = int.Parse(
            scientific[(scientific.IndexOf('E', StringComparison.Ordinal) + 1)..], NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture);
        return $"{(value < 0 ? "-" : "")}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent}";
    }
}
