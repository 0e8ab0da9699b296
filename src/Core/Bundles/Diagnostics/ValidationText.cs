namespace ReleasePortal.Core.Bundles.Diagnostics;

/// <summary>A validation as people read it: the findings, what was validated, and a sum.</summary>
static class ValidationText
{
    public static string Of(BundleValidation validation)
    {
        List<string> lines = [.. validation.Diagnostics.Select(diagnostic => diagnostic.ToString())];
        lines.AddRange(validation.Bundle.ToHeading());
        return string.Join('\n', [.. lines, "", Sum(validation.Diagnostics)]) + "\n";
    }

    public static string Sum(IReadOnlyList<Diagnostic> diagnostics)
    {
        string[] counts =
        [
            .. Count(diagnostics, Severity.Error, "error"),
            .. Count(diagnostics, Severity.Warning, "warning"),
            .. Count(diagnostics, Severity.Recommendation, "recommendation"),
        ];
        return counts switch
        {
            [] => "Validation OK!",
            _ => $"Found {string.Join(", ", counts)}",
        };
    }

    static IEnumerable<string> Count(IReadOnlyList<Diagnostic> diagnostics, Severity severity, string name) =>
        diagnostics.Count(diagnostic => diagnostic.Severity == severity) switch
        {
            0 => [],
            1 => [$"1 {name}"],
            var many => [$"{many} {name}s"],
        };
}
