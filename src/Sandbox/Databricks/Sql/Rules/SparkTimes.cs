using System.Globalization;
using System.Text;

namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary>Moments by Java's patterns, of which .NET has these letters with the same meaning, and months between them.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-datetime-pattern</remarks>
static class SparkTimes
{
    static readonly (string Java, string Net)[] Letters = [("yyyy", "yyyy"), ("MM", "MM"), ("dd", "dd"), ("HH", "HH"), ("mm", "mm"),
        ("ss", "ss"), ("SSS", "fff"), ("SSSSSS", "ffffff")];

    /// <exception cref="SqlNotRunException">The pattern has letters that are not known here.</exception>
    public static string Pattern(SqlValue pattern)
    {
        var java = pattern.Text ?? throw new SqlNotRunException("The sandbox knows date formats that are literals only.");
        var net = new StringBuilder();
        for (var at = 0; at < java.Length;)
        {
            var run = java.Skip(at).TakeWhile(letter => letter == java[at]).Count();
            var word = java.Substring(at, run);
            if (java[at] is '\'' && java.IndexOf('\'', at + 1) is var end && end > at + 1)
            {
                net.Append('\'').Append(java, at + 1, end - at - 1).Append('\'');
                at = end + 1;
                continue;
            }

            net.Append(
                !char.IsLetter(java[at])
                    && java[at] is not ('\'' or '[' or ']' or '{' or '}' or '#' or '\\') ? string.Concat(
                        word.Select(letter => $"'{letter}'"))
                : Letters.FirstOrDefault(known => known.Java == word).Net
                    ?? throw new SqlNotRunException($"The sandbox does not know {word} in the date format '{java}'."));
            at += run;
        }

        return net.ToString();
    }

    /// <summary>Without a year Spark would take 1970, and .NET this year.</summary>
    /// <exception cref="SqlNotRunException">The pattern has no year, or letters that are not known here.</exception>
    public static string PatternToRead(SqlValue pattern) => Pattern(pattern) is var net && net.Contains("yyyy", StringComparison.Ordinal)
        ? net
        : throw new SqlNotRunException($"The sandbox does not read dates by '{pattern.Text}', which has no year.");

    public static string Format(DateTime time, string pattern) => time.ToString(pattern, CultureInfo.InvariantCulture);

    public static DateTime Parse(string text, string pattern) =>
        DateTime.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time
        : throw new SqlNotRunException($"[CAN_NOT_PARSE_TIMESTAMP] Text '{text}' could not be parsed as '{pattern}'.");

    /// <summary>Whole months from one moment to another, as Java counts them: the last of January to the last of
    /// February is none.</summary>
    public static long Months(DateTime start, DateTime end)
    {
        var day = end.Date;
        day = day > start.Date
            && end.TimeOfDay < start.TimeOfDay ? day.AddDays(-1) : day < start.Date
            && end.TimeOfDay > start.TimeOfDay ? day.AddDays(1) : day;
        return (Packed(day) - Packed(start)) / 32;
    }

    static long Packed(DateTime day) => ((((day.Year * 12L) + day.Month) * 32) + day.Day);
}
