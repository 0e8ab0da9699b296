namespace ReleasePortal.Cli;

/// <summary>An option, as people write it and as the help shows it.</summary>
/// <param name="Names">The first is what it is called here.</param>
/// <param name="Argument">What its value is called; null when it has none.</param>
/// <param name="Commands">Those that take it; none means all of them.</param>
sealed record Option(IReadOnlyList<string> Names, string? Argument, string Purpose, params IReadOnlyList<string> Commands)
{
    /// <summary>Every option there is.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        new(
            ["--target", "-t", "--environment", "-e"], "NAME", "The target; else DATABRICKS_BUNDLE_TARGET, the only one, or the one marked as default"),
        new(["--var"], "NAME=VALUE", "The value of a variable; may be given several times"),
        new(["--output", "-o"], "FORM", "text or json"),
        new(["--strict"], null, "Warnings are errors", "bundle validate", "bundle plan", "bundle deploy"),
        new(["--select"], "KEY", "Not supported by this engine; it would deploy a part only", "bundle plan", "bundle deploy"),
        new(
            ["--plan"], "FILE", "Carries out this plan, kept from bundle plan -o json, and refuses when it is no longer true", "bundle deploy"),
        new(["--auto-approve"], null, "Does not ask before data is deleted", "bundle deploy", "bundle destroy"),
        new(["--force-lock"], null, "Takes the deploy lock away from whoever has it", "bundle deploy", "bundle destroy"),
        new(["--cluster-id", "-c", "--compute-id"], "ID", "Runs every task on this cluster; with mode: development only"),
        new(["--help", "-h"], null, "This text"),
    ];

    public bool IsOf(string command) => Commands.Count == 0 || Commands.Contains(command, StringComparer.Ordinal);

    /// <summary>A line of the help.</summary>
    public override string ToString()
    {
        var letter = Names.FirstOrDefault(name => name.Length == 2) is { } name ? $"{name}, " : "    ";
        return $"  {letter}{$"{Names[0]} {Argument}".TrimEnd(),-20}{Purpose}";
    }
}
