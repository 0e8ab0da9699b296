namespace ReleasePortal.Portal.Provisioning.Graph;

/// <summary>How much room words take in the picture, whose text cannot wrap. An upper bound, measured for Inter at weight 600.</summary>
public static class GraphText
{
    const double Bold = 12.5;
    const double Plain = 12;

    public static double Width(string text, bool isBold = false) => text.Sum(sign => Em(sign)) * (isBold ? Bold : Plain);

    /// <summary>What is too long loses its middle: names often differ at their ends.</summary>
    public static string Fit(string text, double room, bool isBold = false)
    {
        for (var kept = text.Length; kept > 2; kept--)
        {
            var shown = kept == text.Length ? text : $"{text[..((kept + 1) / 2)]}…{text[^(kept / 2)..]}";
            if (Width(shown, isBold) <= room)
            {
                return shown;
            }
        }

        return "…";
    }

    static double Em(char sign) => sign switch
    {
        'i' or 'l' or 'j' or 'I' or '.' or ',' or ':' or ';' or '\'' or '!' or ' ' => 0.31,
        'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '/' or '|' => 0.4,
        '-' or '_' or '1' => 0.48,
        's' or 'a' or 'c' or 'e' or 'k' or 'v' or 'x' or 'y' or 'z' or '7' => 0.585,
        'm' or 'M' => 0.95,
        'w' => 0.83,
        'W' or '%' or '@' => 1,
        >= 'A' and <= 'Z' => 0.77,
        >= 'a' and <= 'z' => 0.615,
        > '\u007f' => 0.9,
        _ => 0.665,
    };
}
