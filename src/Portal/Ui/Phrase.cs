using System.Globalization;
using System.Text.RegularExpressions;

namespace ReleasePortal.Portal.Ui;

/// <summary>Small turns of phrase that many pages need.</summary>
public static partial class Phrase
{
    /// <summary>"1 release", "4 releases", "1,284 rows".</summary>
    public static string Count(int number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");

    /// <summary>"1 row", "1,284 rows".</summary>
    /// <summary>With a capital in front.</summary>
    public static string Sentence(string phrase) => phrase.Length == 0 ? phrase : char.ToUpperInvariant(phrase[0]) + phrase[1..];

    public static string Rows(long rows) => string.Create(CultureInfo.InvariantCulture, $"{rows:N0} {(rows == 1 ? "row" : "rows")}");

    /// <summary>"Tom", "Tom and Priya", "Tom, Priya and Amara".</summary>
    public static string Join(IReadOnlyList<string> names, string and = "and") => names switch
    {
        [] => "",
        [var one] => one,
        [.., var last] => $"{string.Join(", ", names.Take(names.Count - 1))} {and} {last}",
    };

    /// <summary>"H. Brandt": for dense tables.</summary>
    public static string Brief(string name) => name.Split(' ', 2) is [{ Length: > 0 } first, var last] ? $"{first[0]}. {last}" : name;

    /// <summary>Whole SHA-256 digests within a text become their first eight characters in two groups.</summary>
    public static string? ShortDigests(string? text) =>
        text is null ? null : Sha256().Replace(text, match => $"{match.Value[..4]} {match.Value[4..8]}");

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Sha256();

    /// <summary>Of a comment or reason, in quotation marks.</summary>
    public static string Quoted(string text) => $"“{text.Trim()}”";
}
