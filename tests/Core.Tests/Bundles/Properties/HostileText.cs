using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ReleasePortal.Core.Tests.Bundles.Properties;

/// <summary>The bytes of a file that nobody should trust: noise, pieces of YAML in no order, or a good file with damage.</summary>
public sealed record HostileText(byte[] Bytes)
{
    const string Good = """
        bundle: {name: demo, databricks_cli_version: ">= 0.2"}
        x: &base {a: b}
        variables: {v: {default: "${var.w}"}, w: {type: complex, default: [1, {c: "${var.x}"}]}, x: {lookup: {cluster: c}}}
        include: ["*.yml"]
        sync: {include: ["[a-z]*"], exclude: [tests/**]}
        permissions: [{level: CAN_RUN, group_name: team}]
        run_as: {user_name: "${workspace.current_user.userName}"}
        resources:
          jobs:
            elt:
              tags: {<<: *base}
              job_clusters: [{job_cluster_key: k, new_cluster: {num_workers: 0}}]
              tasks:
                - {task_key: t, job_cluster_key: k, notebook_task: {notebook_path: ./nb.py}, libraries: [{whl: dist/*.whl}]}
                - {task_key: u, for_each_task: {inputs: "[]", task: {task_key: w}}}
          volumes: {v: {name: n, catalog_name: c, schema_name: s, grants: [{principal: p, privileges: [MANAGE]}]}}
        targets: {dev: {mode: development, variables: {v: {a: 1}}}}

        """;

    static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ":", ": ", "- ", "\n", "\n  ", "\n    ", ",", "&a ", "*a", "<<: *a", "!!str ", "!x ", "|", ">", "'", "\"", "#", "?", "%YAML 1.2\n",
        "---\n", "...\n", "@", "`", "\t", "\0", "\uFEFF", "ä", "${var.v}", "${", "}", "${a.b[0]}", "0x", "1e999", "~", "null", "bundle", "resources", "jobs",
        "variables", "targets", "include", "default", "name", "tasks", "task_key",
    ];

    static readonly Gen<string> Soup = Gen.Elements(Pieces).ArrayOf().Select(string.Concat);

    public static Arbitrary<HostileText> Any() => Gen.OneOf(Noise(), Soup.Select(Of), Damaged()).ToArbitrary();

    public override string ToString() => Encoding.UTF8.GetString(Bytes);

    static HostileText Of(string text) => new(Encoding.UTF8.GetBytes(text));

    static Gen<HostileText> Noise() => Gen.Choose(0, 255).Select(each => (byte)each).ArrayOf().Select(bytes => new HostileText(bytes));

    static Gen<HostileText> Damaged() =>
        from cuts in Gen.Choose(0, Good.Length - 1).Two().ListOf()
        from piece in Soup
        select Of(cuts.Take(3).Aggregate(Good, (text, cut) => Cut(text, cut, piece)));

    /// <summary>Something left out, something put in its place.</summary>
    static string Cut(string text, (int From, int Length) cut, string piece)
    {
        var from = cut.From % text.Length;
        return text[..from] + piece + text[Math.Min(text.Length, from + (cut.Length % 7))..];
    }
}
