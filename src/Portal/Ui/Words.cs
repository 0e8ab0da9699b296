using System.Globalization;
using System.Text;

namespace ReleasePortal.Portal.Ui;

/// <summary>Small turns of phrase that many pages need.</summary>
public static class Words
{
    /// <summary>"ProvisionResources" becomes "Provision resources"; "ReportToGitHub" "Report to GitHub".</summary>
    public static string FromName(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name.Replace("GitHub", "\u0001", StringComparison.Ordinal))
        {
            if (letter is '\u0001')
            {
                text.Append(text.Length > 0 ? " GitHub" : "GitHub");
            }
            else if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append(' ').Append(char.ToLowerInvariant(letter));
            }
            else
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }

    /// <summary>"1 release", "4 releases", "1,284 rows".</summary>
    public static string Count(int number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");

    /// <summary>"Tom", "Tom and Priya", "Tom, Priya and Amara".</summary>
    public static string Join(IReadOnlyList<string> names, string and = "and") => names switch
    {
        [] => "",
        [var one] => one,
        [.., var last] => $"{string.Join(", ", names.Take(names.Count - 1))} {and} {last}",
    };

    /// <summary>"H. Brandt": for dense tables.</summary>
    public static string Brief(string name) => name.Split(' ', 2) is [{ Length: > 0 } first, var last] ? $"{first[0]}. {last}" : name;

    /// <summary>Of a comment or reason, in quotation marks.</summary>
    public static string Quoted(string text) => $"“{text.Trim()}”";
}
