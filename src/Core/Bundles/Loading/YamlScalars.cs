using System.Globalization;
using System.Text.RegularExpressions;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>What a plain scalar means in YAML's core schema. Times stay text. Source: https://yaml.org/spec/1.2.2/#103-core-schema</summary>
static partial class YamlScalars
{
    public static (ScalarType Type, string Text) Read(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => (ScalarType.Null, ""),
        "true" or "True" or "TRUE" => (ScalarType.Bool, "true"),
        "false" or "False" or "FALSE" => (ScalarType.Bool, "false"),
        _ when Whole().IsMatch(text) && long.TryParse(text, CultureInfo.InvariantCulture, out var whole) =>
            (ScalarType.Int, whole.ToString(CultureInfo.InvariantCulture)),
        _ when Hexadecimal().IsMatch(text) && long.TryParse(text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex) =>
            (ScalarType.Int, hex.ToString(CultureInfo.InvariantCulture)),
        _ when Real().IsMatch(text) => (ScalarType.Float, text),
        _ => (ScalarType.String, text),
    };

    [GeneratedRegex("^[-+]?[0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex("^0x[0-9a-fA-F]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Real();
}
