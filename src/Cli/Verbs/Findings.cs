using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Diagnostics;

namespace ReleasePortal.Cli.Verbs;

static class Findings
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Text(IEnumerable<Diagnostic> diagnostics) => string.Concat(diagnostics.Select(diagnostic => $"{diagnostic}\n"));

    public static bool AreFine(IReadOnlyList<Diagnostic> diagnostics, CommandLine line) =>
        diagnostics.All(
            diagnostic => diagnostic.Severity is not Severity.Error && !(line.Strict && diagnostic.Severity is Severity.Warning));

    public static string Pretty(string json) => JsonNode.Parse(json)!.ToJsonString(Indented);
}
