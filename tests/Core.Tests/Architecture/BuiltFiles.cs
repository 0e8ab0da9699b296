using System.Xml.Linq;

namespace ReleasePortal.Core.Tests.Architecture;

/// <summary>Where the solution and what was built of it lie, seen from this test's own output folder.</summary>
public static class BuiltFiles
{
    public static string Root { get; } = FindRoot(new(AppContext.BaseDirectory));

    public static string Tests => typeof(BuiltFiles).Assembly.Location;

    /// <summary>The output folder of a project of <c>src/</c>, in the configuration that these tests were built in.</summary>
    public static string OutputOf(string project)
    {
        var framework = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(Root, "src", project, "bin", framework.Parent!.Name, framework.Name);
    }

    public static string AssemblyOf(string project) => Path.Combine(OutputOf(project), $"ReleasePortal.{project}.dll");

    public static XDocument ProjectOf(string project) => XDocument.Load(Path.Combine(Root, "src", project, $"{project}.csproj"));

    static string FindRoot(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "ReleasePortal.slnx"))
            ? folder.FullName
            : FindRoot(folder.Parent ?? throw new DirectoryNotFoundException("No ReleasePortal.slnx above the test's output folder."));
}
