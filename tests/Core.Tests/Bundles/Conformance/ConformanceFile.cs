namespace ReleasePortal.Core.Tests.Bundles.Conformance;

/// <summary>Reads the Markdown files of this folder.</summary>
static class ConformanceFile
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Bundles", "Conformance");

    public static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Folder, "*.md")
            .Select(path => Path.GetFileName(path))
            .Where(name => char.IsDigit(name[0]))
            .Order(StringComparer.Ordinal);

    public static IEnumerable<ConformanceCase> Read(string name)
    {
        var parts = ("\n" + File.ReadAllText(Path.Combine(Folder, name))).Split("\n## ").Skip(1);
        return parts.Select(part => Case(part.Split('\n')));
    }

    static ConformanceCase Case(string[] lines)
    {
        var options = new List<string>();
        var blocks = new List<(string, string)>();
        for (var at = 1; at < lines.Length; at++)
        {
            if (lines[at].StartsWith("```", StringComparison.Ordinal))
            {
                var end = Array.FindIndex(lines, at + 1, line => line is "```");
                blocks.Add((lines[at][3..], string.Concat(lines[(at + 1)..end].Select(line => line + "\n"))));
                at = end;
            }
            else if (lines[at].StartsWith("With ", StringComparison.Ordinal))
            {
                options.AddRange(lines[at].Split('`').Where((_, index) => index % 2 == 1));
            }
        }

        return new(lines[0], options, blocks);
    }
}
