using System.Text;

namespace ReleasePortal.Core.Bundles;

/// <summary>Reads the values of variables from where people put them: <c>--var</c> and <c>BUNDLE_VAR_*</c>.</summary>
public static class BundleVariables
{
    const string Prefix = "BUNDLE_VAR_";

    /// <param name="flags">Each <c>name=value</c>, or several in the form of CSV: <c>a=1,"b=x,y"</c>.</param>
    /// <exception cref="FormatException">A text of another form, or a name that stands twice.</exception>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> flags)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var assignment in flags.SelectMany(Fields))
        {
            var equals = assignment.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new FormatException($"unexpected flag value for variable assignment: {assignment}");
            }

            if (!values.TryAdd(assignment[..equals], assignment[(equals + 1)..]))
            {
                throw new FormatException(
                    $"variable {assignment[..equals]} has already been assigned value: {values[assignment[..equals]]}");
            }
        }

        return values;
    }

    /// <param name="environment">All of it; what is no variable of a bundle is left out.</param>
    public static IReadOnlyDictionary<string, string> FromEnvironment(IEnumerable<KeyValuePair<string, string>> environment) => environment
        .Where(entry => entry.Key.StartsWith(Prefix, StringComparison.Ordinal) && entry.Key.Length > Prefix.Length)
        .ToDictionary(entry => entry.Key[Prefix.Length..], entry => entry.Value, StringComparer.Ordinal);

    /// <summary>A quote counts at the start of a field; doubled inside, it stands for itself.</summary>
    static IEnumerable<string> Fields(string csv)
    {
        var field = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < csv.Length; at++)
        {
            switch (csv[at])
            {
                case '"' when quoted && at + 1 < csv.Length && csv[at + 1] is '"':
                    field.Append('"');
                    at++;
                    break;
                case '"' when quoted || field.Length == 0:
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    yield return field.ToString();
                    field.Clear();
                    break;
                case var letter:
                    field.Append(letter);
                    break;
            }
        }

        yield return field.ToString();
    }
}
