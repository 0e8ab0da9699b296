using System.Xml.Linq;

namespace ReleasePortal.Core.Tests.Architecture;

/// <summary>What the projects may reference, seen in the files themselves: the compiler drops references that no code uses.</summary>
public sealed class ProjectTests
{
    [Theory]
    [InlineData("Core", "Microsoft.AspNetCore")]
    [InlineData("Core", "ReleasePortal.")]
    [InlineData("Portal", "ReleasePortal.Sandbox")]
    [InlineData("Sandbox", "ReleasePortal.")]
    [InlineData("Cli", "ReleasePortal.Portal")]
    [InlineData("Cli", "ReleasePortal.Sandbox")]
    [InlineData("Cli", "Microsoft.AspNetCore")]
    [InlineData("Cli", "Microsoft.EntityFrameworkCore")]
    public void An_assembly_does_not_reference(string project, string forbidden) =>
        CodeMap.ReferencesOf(BuiltFiles.AssemblyOf(project))
            .Where(name => name.StartsWith(forbidden, StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void A_forbidden_reference_would_be_noticed() =>
        CodeMap.ReferencesOf(BuiltFiles.Tests).ShouldContain(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void Core_is_not_a_web_project()
    {
        var project = BuiltFiles.ProjectOf("Core");

        project.Root!.Attribute("Sdk")!.Value.ShouldBe("Microsoft.NET.Sdk");
        project.Descendants("FrameworkReference").ShouldBeEmpty();
        project.Descendants("ProjectReference").ShouldBeEmpty();
    }

    [Fact]
    public void The_Sandbox_builds_the_Portal_but_references_nothing_of_the_product() =>
        Leaking(BuiltFiles.ProjectOf("Sandbox")).ShouldBeEmpty();

    /// <summary>The ends of the house: programs, benchmarks and tests. Only tests start the command line, as a process.</summary>
    [Fact]
    public void Every_project_references_what_it_may_and_nobody_the_ends_of_the_house()
    {
        var references = Directory.EnumerateFiles(BuiltFiles.Root, "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(
                file => Path.GetFileNameWithoutExtension(file),
                file => string.Join(", ", Leaking(XDocument.Load(file)).Select(Path.GetFileNameWithoutExtension)));

        references.ShouldBe(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Bench"] = "Core, Sandbox",
                ["Cli"] = "Core",
                ["Core"] = "",
                ["Core.Tests"] = "Core, Sandbox",
                ["Portal"] = "Core",
                ["Portal.Tests"] = "Core, Portal, Sandbox",
                ["Sandbox"] = "",
            },
            ignoreOrder: true);
    }

    [Fact]
    public void A_leaking_project_reference_would_be_noticed() =>
        Leaking(XDocument.Parse("""<Project><ItemGroup><ProjectReference Include="../Core/Core.csproj" /></ItemGroup></Project>"""))
            .ShouldBe(["../Core/Core.csproj"]);

    [Fact]
    public void The_portal_s_output_holds_nothing_of_the_Sandbox()
    {
        var output = Directory.EnumerateFiles(BuiltFiles.OutputOf("Portal"), "*", SearchOption.AllDirectories)
            .Select(Path.GetFileName)
            .ToList();

        output.ShouldContain(file => file == "ReleasePortal.Portal.dll");
        output.Where(file => file!.Contains("Sandbox", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    [Fact]
    public void The_production_image_is_built_without_the_Sandbox()
    {
        var admitted = File.ReadLines(Path.Combine(BuiltFiles.Root, ".dockerignore")).Where(line => line.StartsWith('!')).ToList();

        admitted.ShouldBe(
            ["!.editorconfig", "!Directory.Build.props", "!Directory.Packages.props", "!global.json", "!src/Core", "!src/Portal"]);
    }

    static IEnumerable<string> Leaking(XDocument project) =>
        from reference in project.Descendants("ProjectReference")
        where (string?)reference.Attribute("ReferenceOutputAssembly") is not "false"
        select (string)reference.Attribute("Include")!;
}
