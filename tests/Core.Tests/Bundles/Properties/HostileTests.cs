using System.Text;
using FsCheck.Xunit;
using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Core.Tests.Bundles.Properties;

/// <summary>Whatever stands in the files, there is an answer: a configuration and findings, never a fault of the engine.</summary>
public sealed class HostileTests
{
    [Property(Arbitrary = [typeof(HostileText)], MaxTest = 400, EndSize = 200)]
    public void Any_bytes_are_answered_with_findings(HostileText text) =>
        Answers(new BundleFiles([KeyValuePair.Create("databricks.yml", text.Bytes), KeyValuePair.Create("more.yml", text.Bytes)]));

    [Property(Arbitrary = [typeof(HostileText)], MaxTest = 100)]
    public void Any_bytes_may_be_a_file_of_values_or_of_patterns(HostileText text) => Answers(new BundleFiles([
        KeyValuePair.Create("databricks.yml", "bundle: {name: b}\nvariables: {v: {default: a}}\ntargets: {default: }"u8.ToArray()),
        KeyValuePair.Create(".databricks/bundle/default/variable-overrides.json", text.Bytes),
        KeyValuePair.Create(".gitignore", text.Bytes),
    ]));

    [Property(Arbitrary = [typeof(NonsenseBundle)], MaxTest = 400)]
    public void Any_value_in_any_place_is_answered_with_findings(NonsenseBundle nonsense) => Answers(TestBundle.Of(nonsense.ToString()));

    [Fact]
    public void Nothing_at_all_is_a_bundle_without_a_name() =>
        Findings("").ShouldBe("Error: required field \"name\" is not set\n  at bundle\n");

    [Fact]
    public void Noise_is_no_text() =>
        Findings([0xFF, 0xFE, 0x00, 0x80]).ShouldStartWith("Error: yaml: the file cannot be read: it is no text in UTF-8");

    [Fact]
    public void A_file_of_many_megabytes_is_refused_unread() =>
        Findings(new byte[17 * 1024 * 1024]).ShouldBe("Error: yaml: the file is larger than 16 MB\n  in databricks.yml:1:1\n");

    [Fact]
    public void One_text_of_more_than_a_million_letters_is_refused() =>
        Findings("bundle: {name: " + new string('x', 2_000_000) + "}").ShouldStartWith("Error: yaml: a text has more than 1000000 letters");

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void A_thousand_levels_are_refused_where_they_become_too_deep(string level) =>
        Findings("x: \n  " + string.Concat(Enumerable.Repeat(level, 1000))).ShouldStartWith("Error: yaml: more than 64 levels are nested");

    [Fact]
    public void A_hundred_thousand_keys_are_read()
    {
        var tags = string.Join(", ", Enumerable.Range(0, 100_000).Select(number => $"k{number}: v"));

        var valid = TestBundle.Validate("bundle: {name: b}\nresources: {jobs: {j: {tags: {" + tags + "}}}}");

        valid.Text().ShouldBe("");
        valid.Bundle.ToJson().ShouldContain("\"k99999\":\"v\"");
    }

    [Fact]
    public void A_hundred_thousand_variables_and_as_many_references_are_resolved()
    {
        var variables = string.Join(", ", Enumerable.Range(0, 100_000).Select(number => $"v{number}: {{default: '{number}'}}"));
        var tags = string.Join(", ", Enumerable.Range(0, 100_000).Select(number => $"k{number}: '${{var.v{number}}}'"));

        var valid = TestBundle.Validate(
            $"bundle: {{name: b}}\nvariables: {{{variables}}}\nresources: {{jobs: {{j: {{tags: {{{tags}}}}}}}}}");

        valid.Text().ShouldBe("");
        valid.Bundle.ToJson().ShouldContain("\"k99999\":\"99999\"");
    }

    [Fact]
    public void Aliases_that_expand_without_end_are_refused() =>
        Findings("a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9)
            .Select(level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n")))
            .ShouldStartWith("Error: yaml: aliases expand to more than 200000 values");

    [Fact]
    public void Merge_keys_that_expand_without_end_are_refused() =>
        Findings("a0: &a0 {x: [x, x, x, x, x, x, x, x, x]}\n" + string.Concat(Enumerable.Range(1, 9).Select(level =>
            $"a{level}: &a{level} {{{string.Join(", ", Enumerable.Range(0, 9).Select(key => $"k{key}: {{<<: *a{level - 1}}}"))}}}\n")))
            .ShouldStartWith("Error: yaml: aliases expand to more than 200000 values");

    [Fact]
    public void Variables_that_expand_without_end_are_refused() =>
        Findings("bundle: {name: b}\nvariables:\n" +
        string.Concat(Enumerable.Range(0, 40)
        .Select(level => $"  v{level}: {{type: complex, default: ['${{var.v{level + 1}}}', '${{var.v{level + 1}}}']}}\n"))
            + "  v40: {default: x}\n")
        .ShouldContain("Error: references grow to more than 200000 values");

    [Fact]
    public void A_text_that_doubles_with_every_variable_is_refused() =>
        Findings("bundle: {name: b}\nvariables:\n" +
        string.Concat(Enumerable.Range(0, 40)
        .Select(level => $"  v{level}: {{default: '${{var.v{level + 1}}}${{var.v{level + 1}}}'}}\n")) + "  v40: {default: xxxx}\n")
        .ShouldContain("Error: references grow to more than 1000000 letters");

    [Fact]
    public void A_chain_of_ten_thousand_variables_is_refused_instead_of_ending_the_process() =>
        Findings("bundle: {name: b}\nvariables:\n" + string.Concat(Enumerable.Range(0, 10_000)
            .Select(number => $"  v{number}: {{default: '${{var.v{number + 1}}}'}}\n")) + "  v10000: {default: x}\n")
            .ShouldContain("Error: references are nested more than 200 levels deep");

    [Fact]
    public void A_pattern_that_would_search_for_long_does_not() => Answers(TestBundle.Of(
        ("databricks.yml", "bundle: {name: b}\ninclude: ['" + string.Concat(Enumerable.Repeat("*a", 200))
            + "']\nsync: {exclude: ['" + string.Concat(Enumerable.Repeat("**/a*", 100))
            + "']}"),
        (new string('a', 2000) + "b", "x")));

    [Fact]
    public void Thousands_of_mistakes_are_told_with_hints_for_the_first_of_them()
    {
        var numbers = Enumerable.Range(10_000, 5_000).ToArray();
        var files = TestBundle.Of("bundle: {name: b}\nvariables:\n"
            + string.Concat(numbers.Select(number => $"  v{number}: {{default: x}}\n"))
            + "resources:\n  jobs:\n"
            + string.Concat(numbers.Select(number => $"    j{number}: {{name: '${{var.w{number}}}'}}\n")));

        var mistakes = TestBundle.Validate(files).Diagnostics;

        mistakes.Count.ShouldBe(5_000);
        mistakes[0].Detail.ShouldBe("did you mean 'v10000'?");
        mistakes[^1].Detail.ShouldBe("");
    }

    [Fact]
    public void A_line_of_a_requirements_file_is_read_at_once_however_long_it_is()
    {
        var line = "a" + new string(' ', 500_000) + "/";

        Findings(
            $"bundle: {{name: b}}\nresources: {{jobs: {{j: {{environments: [{{environment_key: e, spec: {{dependencies: ['{line}']}}}}]}}}}}}")
            .ShouldBe("");
    }

    static string Findings(string databricksYml) => Findings(Encoding.UTF8.GetBytes(databricksYml));

    static string Findings(byte[] databricksYml)
    {
        var files = new BundleFiles([KeyValuePair.Create("databricks.yml", databricksYml)]);
        Answers(files);
        return TestBundle.Validate(files).Text();
    }

    static void Answers(BundleFiles files)
    {
        var valid = TestBundle.Validate(files, user: TestBundle.Ann);
        valid.ToText().ShouldNotBeEmpty();
        valid.Bundle.ToJson().ShouldNotBeEmpty();
        valid.ForDeployment().Diagnostics.Count.ShouldBeGreaterThanOrEqualTo(valid.Diagnostics.Count);
    }
}
