using System.Text;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Tests.Bundles.Conformance;

/// <summary>One case of a Markdown file; README.md of this folder says how it is written.</summary>
public sealed record ConformanceCase(string Title, IReadOnlyList<string> Options, IReadOnlyList<(string Info, string Text)> Blocks)
{
    const string Name = "bundle: {name: b}";

    /// <summary>Files are blocks whose second word is a path; databricks.yml gets a bundle's name at its end when it has none.</summary>
    public BundleFiles Files() => TestBundle.In(Option("folder").FirstOrDefault() ?? "", [.. Blocks
        .Where(block => Words(block.Info) is [_, not "expect", ..])
        .Select(
            block => (Words(block.Info)[1], Words(block.Info)[1].Split('/')[^1] is "databricks.yml" ? Named(block.Text) : block.Text))]);

    public BundleRequest Request() => new()
    {
        Files = Files(),
        Target = Option("target").FirstOrDefault(),
        Variables = BundleVariables.Parse(Option("var")),
        EnvironmentVariables = BundleVariables.FromEnvironment(Environment()),
        EnvironmentClusterId = Environment().ToDictionary(StringComparer.Ordinal).GetValueOrDefault("DATABRICKS_CLUSTER_ID"),
        ClusterId = Option("cluster").FirstOrDefault(),
        Git = Option("branch").FirstOrDefault() is { } branch
            ? new(branch, "7be03d9", "https://github.com/nanba/nanba-databricks", "bundle")
            : null,
    };

    public DatabricksUser User() => Option("as").FirstOrDefault() is "ann" ? TestBundle.Ann : TestBundle.Principal;

    public IEnumerable<(string What, string Text)> Expectations() =>
        from block in Blocks
        where Words(block.Info) is [_, "expect", ..]
        select (Words(block.Info)[2], block.Text);

    IEnumerable<KeyValuePair<string, string>> Environment() =>
        Option("env").Select(text => KeyValuePair.Create(text.Split('=')[0], text.Split('=')[1]));

    IEnumerable<string> Option(string name) =>
        Options.Where(option => option.StartsWith(name + " ", StringComparison.Ordinal)).Select(option => option[(name.Length + 1)..]);

    static string Named(string text) =>
        text.Contains("bundle:", StringComparison.Ordinal) || text.StartsWith('!')
            ? text.TrimStart('!')
            : new StringBuilder(text).Append(Name).Append('\n').ToString();

    static string[] Words(string info) => info.Split(' ', 3);
}
