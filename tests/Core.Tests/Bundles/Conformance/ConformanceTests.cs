using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Core.Tests.Bundles.Conformance;

/// <summary>Loading and resolving, case by case. The cases stand in the Markdown files beside this one.</summary>
public sealed class ConformanceTests
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var file in ConformanceFile.Names())
        {
            foreach (var one in ConformanceFile.Read(file))
            {
                cases.Add(file, one.Title);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_engine_does_as_written(string file, string title)
    {
        var one = ConformanceFile.Read(file).Single(each => each.Title == title);

        var valid = BundleValidation.Of(one.Request(), TestBundle.Workspace, one.User());

        var findings = valid.ForValidation().Text();
        foreach (var (what, text) in one.Expectations())
        {
            switch (what.Split(' ', 2))
            {
                case ["diagnostics"]:
                    findings.ShouldBe(text);
                    break;
                case ["some", "diagnostics"]:
                    findings.ShouldContain(text.TrimEnd('\n'), Case.Sensitive);
                    break;
                case ["deployment"]:
                    valid.ForDeployment().Text().ShouldBe(text);
                    break;
                case ["files"]:
                    Lines(valid.Bundle.Files.Paths).ShouldBe(text);
                    break;
                case ["libraries"]:
                    Lines(valid.ForDeployment().Bundle.Libraries.Select(library => $"{library.Path} -> {library.RemotePath}"))
                        .ShouldBe(text);
                    break;
                case ["summary"]:
                    valid.ForValidation().ToText().ShouldEndWith(text);
                    break;
                case ["deployed", var path]:
                    Same(valid.ForDeployment().Bundle, path, text, findings);
                    break;
                default:
                    Same(valid.Bundle, what, text, findings);
                    break;
            }
        }

        if (!one.Expectations().Any(expected => expected.What is "diagnostics" or "some diagnostics"))
        {
            findings.ShouldBe("");
        }
    }

    [Fact]
    public void No_two_cases_of_one_file_share_a_title()
    {
        ConformanceFile.Names().ShouldAllBe(file => ConformanceFile.Read(file).GroupBy(one => one.Title).All(same => same.Count() == 1));
        Cases().Count.ShouldBeGreaterThanOrEqualTo(120);
    }

    /// <summary>The order of keys means nothing; the readable form shows what differs.</summary>
    static void Same(ResolvedBundle bundle, string path, string expected, string findings)
    {
        var actual = path.Split('.').Aggregate(JsonNode.Parse(bundle.ToJson()), (node, key) =>
            node is JsonArray list ? list[int.Parse(key, CultureInfo.InvariantCulture)] : node?[key]);
        if (!JsonNode.DeepEquals(actual, JsonNode.Parse(expected)))
        {
            (actual?.ToJsonString(Readable) ?? "null").ShouldBe(expected, $"{path}\n{findings}");
        }
    }

    static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
