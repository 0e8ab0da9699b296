namespace ReleasePortal.Core.Bundles.Diagnostics;

/// <summary>One finding about a bundle, as a person reads it.</summary>
/// <param name="Path">Of the value, for example <c>resources.jobs.x.tasks[0].task_key</c>; empty when it concerns the whole.</param>
public sealed record Diagnostic(Severity Severity, string Summary, string Path, IReadOnlyList<Location> Locations, string Detail)
{
    /// <summary>In the form of the Databricks CLI, ending with an empty line.</summary>
    public override string ToString()
    {
        List<string> lines = [$"{Severity}: {Summary}"];
        if (Path.Length > 0)
        {
            lines.Add($"  at {Path}");
        }

        lines.AddRange(Locations.Select((location, index) => (index == 0 ? "  in " : "     ") + location));
        if (Detail.Length > 0)
        {
            lines.AddRange(["", Detail]);
        }

        return string.Join('\n', lines) + "\n";
    }
}
