using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Tests.Bundles;

namespace ReleasePortal.Core.Tests.Cli;

/// <summary>A file that nobody can mean is said in a sentence with its place: by the program, never by its stack.</summary>
public sealed class BadFileTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    readonly CommandLineProgram _program = new();

    public static TheoryData<string, string> Files => new()
    {
        { "", "Error: required field \"name\" is not set\n  at bundle\n" },
        { "just a text", "Error: expected map, found string\n  in databricks.yml:1:1\n" },
        { "bundle: {name: b}\0\u0001", "Error: yaml: " },
        { "a: &a [*a]", "Error: yaml: anchor 'a' contains itself\n  in databricks.yml:1:8\n" },
        { $"a: {new string('[', 1000)}", "Error: yaml: more than 64 levels are nested\n  in databricks.yml:1:67\n" },
        { $"a: &a [{string.Join(',', Enumerable.Repeat("x", 1000))}]\nb: [{string.Join(',', Enumerable.Repeat("*a", 1000))}]", "Error: yaml: aliases expand to more than 200000 values\n" },
        { new string(' ', 17 * 1024 * 1024), "Error: yaml: the file is larger than 16 MB\n  in databricks.yml:1:1\n" },
    };

    static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => _program.Dispose();

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public async Task It_is_told_by_validate_and_by_plan_and_JSON_stays_JSON(string content, string words)
    {
        (await _program.SignInAsync(sandbox)).Write(
            new BundleFiles([KeyValuePair.Create("databricks.yml", Encoding.UTF8.GetBytes(content))]));

        (await _program.RunAsync("bundle validate", exitCode: 1, Now)).Output.ShouldStartWith(words);
        var json = await _program.RunAsync("bundle validate -o json", exitCode: 1, Now);
        json.Error.ShouldStartWith(words);
        JsonNode.Parse(json.Output).ShouldBeOfType<JsonObject>();
        var plan = await _program.RunAsync("bundle plan", exitCode: 1, Now);
        plan.Error.ShouldStartWith(words);
        plan.Output.ShouldBeEmpty();
    }
}
