using System.Globalization;
using System.Text.RegularExpressions;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>
/// What a plain scalar means in YAML's core schema. Times stay text. Source: https://yaml.org/spec/1.2.2/#103-core-schema
/// </summary>
static partial class YamlScalars
{
    const int LongestNumber = 100;

    /// <returns>The text in one form for equal values: 0x1F is 31, and 1.10 is 1.1. A number too large to hold stays as written.</returns>
    public static (ScalarType Type, string Text) Read(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => (ScalarType.Null, ""),
        "true" or "True" or "TRUE" => (ScalarType.Bool, "true"),
        "false" or "False" or "FALSE" => (ScalarType.Bool, "false"),
        _ when text.Length > LongestNumber
            || (!char.IsAsciiDigit(text[^1]) && !char.IsAsciiHexDigit(text[^1]) && text[^1] is not '.') =>
            (ScalarType.String, text),
        _ when Whole().IsMatch(text) && long.TryParse(text, CultureInfo.InvariantCulture, out var whole) =>
            (ScalarType.Int, whole.ToString(CultureInfo.InvariantCulture)),
        _ when Whole().IsMatch(text) => (ScalarType.String, text),
        _ when Hexadecimal().IsMatch(text)
            && long.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex) =>
            (ScalarType.Int, hex.ToString(CultureInfo.InvariantCulture)),
        _ when Octal().IsMatch(text) => (ScalarType.Int, Convert.ToInt64(text[2..], 8).ToString(CultureInfo.InvariantCulture)),
        _ when Real().IsMatch(text) => (ScalarType.Float, Plain(double.Parse(text, CultureInfo.InvariantCulture))),
        _ => (ScalarType.String, text),
    };

    static string Plain(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) && Math.Abs(number) < (double)decimal.MaxValue
            ? ((decimal)number).ToString("0.############################", CultureInfo.InvariantCulture)
            : text;
    }

    [GeneratedRegex("^[-+]?[0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex("^0x[0-9a-fA-F]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex("^0o[0-7]{1,21}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Octal();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Real();
}
