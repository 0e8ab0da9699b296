using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Tests.Bundles.Properties;

/// <summary>A value of every kind in every place that people write: there is an answer, and it is not a fault of the engine.</summary>
public sealed class WrongTypesTests
{
    static readonly string[] Values =
        ["~", "''", "true", "12", "1.5", "text", "[]", "{}", "[a, [b]]", "{a: {b: [c]}}", "[{}, ~]", "{a: ~}", "'${var.v}'", "'${resources.jobs.j.id}'", "'${a}${b}'"];

    static readonly string[] Fields =
    [
        "name", "tasks", "job_clusters", "tags", "permissions", "schedule", "git_source", "environments", "lifecycle", "run_as", "grants",
        "libraries",
        "parameters", "queue", "email_notifications", "clusters", "catalog_name", "schema_name", "autoscale", "trigger",
    ];

    static readonly string[] TaskFields =
        ["task_key", "depends_on", "notebook_task", "spark_python_task", "for_each_task", "libraries", "new_cluster", "job_cluster_key", "sql_task", "environment_key"];

    [Theory]
    [InlineData("bundle")]
    [InlineData("include")]
    [InlineData("sync")]
    [InlineData("variables")]
    [InlineData("resources")]
    [InlineData("targets")]
    [InlineData("workspace")]
    [InlineData("permissions")]
    [InlineData("run_as")]
    [InlineData("presets")]
    [InlineData("artifacts")]
    [InlineData("experimental")]
    public void In_a_section_and_in_what_it_holds(string section) =>
        Answers(
            value => $"{section}: {value}", value => $"{section}: {{x: {value}}}", value => $"{section}: [{value}]",
            value => $"targets: {{t: {{{section}: {value}}}}}");

    [Theory]
    [InlineData("jobs")]
    [InlineData("pipelines")]
    [InlineData("clusters")]
    [InlineData("schemas")]
    [InlineData("volumes")]
    [InlineData("apps")]
    public void In_a_resource_and_in_its_fields(string type) =>
        Answers([
            value => $"resources: {{{type}: {value}}}",
            value => $"resources: {{{type}: {{j: {value}}}}}",
            .. Fields.Select(field => (Func<string, string>)(value => $"resources: {{{type}: {{j: {{{field}: {value}}}}}}}")),
            .. Fields.Select(field => (Func<string, string>)(value => $"resources: {{{type}: {{j: {{{field}: [{value}]}}}}}}")),
        ]);

    [Fact]
    public void In_a_task_and_in_what_it_runs() => Answers([
        .. TaskFields
        .Select(field => (Func<string, string>)(value => $"resources: {{jobs: {{j: {{tasks: [{{task_key: t, {field}: {value}}}]}}}}}}")),
        .. TaskFields
        .Select(field => (Func<string, string>)(value => $"resources: {{jobs: {{j: {{tasks: [{{task_key: t, {field}: [{value}]}}]}}}}}}")),
        .. TaskFields
        .Select(
            field =>
                (Func<string, string>)(value =>
                    $"resources: {{jobs: {{j: {{tasks: [{{task_key: t, {field}: {{notebook_path: {value}, task: {value}}}}}]}}}}}}")),
    ]);

    static void Answers(params Func<string, string>[] places)
    {
        foreach (var text in places.SelectMany(place => Values.Select(place)))
        {
            var valid = TestBundle.Validate(
                TestBundle.Of(text.StartsWith("bundle", StringComparison.Ordinal) ? text : $"bundle: {{name: b}}\n{text}"),
                user: TestBundle.Ann);

            valid.ToText().ShouldNotBeEmpty(text);
            JsonNode.Parse(valid.Bundle.ToJson()).ShouldBeOfType<JsonObject>(text);
            valid.ForDeployment().Diagnostics.Count.ShouldBeGreaterThanOrEqualTo(valid.Diagnostics.Count, text);
        }
    }
}
