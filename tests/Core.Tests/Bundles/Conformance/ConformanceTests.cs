using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Bundles.Diagnostics;

namespace ReleasePortal.Core.Tests.Bundles.Conformance;

/// <summary>Loading and resolving, case by case. The cases stand in the Markdown files beside this one.</summary>
public sealed class ConformanceTests
{
    static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

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

        var expectations = one.Expectations().ToList();
        foreach (var (what, text) in expectations.Where(expected => expected.What is not ("diagnostics" or "deployment" or "some diagnostics" or "files" or "libraries")))
        {
            Show(valid.Bundle, what).ShouldBe(JsonNode.Parse(text)!.ToJsonString(Readable), $"{what}\n{Text(valid.Diagnostics)}");
        }

        Expect(expectations, "files", valid.Bundle.Files.Paths.Select(path => path + "\n"));
        if (expectations.Exists(expected => expected.What is "some diagnostics"))
        {
            Text(valid.Diagnostics).ShouldContain(expectations.Find(expected => expected.What is "some diagnostics").Text);
            return;
        }

        if (expectations.Exists(expected => expected.What is "deployment" or "libraries"))
        {
            var deployment = valid.ForDeployment();
            Expect(expectations, "deployment", [Text(deployment.Diagnostics)]);
            Expect(expectations, "libraries", deployment.Bundle.Libraries.Select(library => $"{library.Path} -> {library.RemotePath}\n"));
            return;
        }

        Text(valid.Diagnostics).ShouldBe(expectations.Find(expected => expected.What is "diagnostics").Text ?? "");
    }

    static void Expect(List<(string What, string Text)> expectations, string what, IEnumerable<string> lines)
    {
        if (expectations.Exists(expected => expected.What == what))
        {
            string.Concat(lines).ShouldBe(expectations.Find(expected => expected.What == what).Text);
        }
    }

    static string Text(IEnumerable<Diagnostic> diagnostics) => string.Join('\n', diagnostics.Select(diagnostic => diagnostic.ToString()));

    static string? Show(ResolvedBundle bundle, string path) =>
        path.Split('.').Aggregate(JsonNode.Parse(bundle.ToJson()), (node, key) =>
            node is JsonArray list ? list[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] : node?[key])?.ToJsonString(Readable);
}
