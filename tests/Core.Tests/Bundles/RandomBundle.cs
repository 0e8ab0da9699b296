using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>A bundle of any resources that this engine deploys, with references among them, permissions and grants;
/// prints as its configuration.</summary>
public sealed record RandomBundle(JsonObject Resources, IReadOnlyList<string> Notebooks)
{
    static readonly string[] Keys = ["a", "b", "c"];

    public BundleFiles Named(string name) => TestBundle.Of([
        ("databricks.yml", $$"""
            {"bundle": {"name": "{{name}}"}, "workspace": {"root_path": "/Workspace/Shared/.bundle/{{name}}/dev"}, "targets": {"dev": {} },
            "resources": {{Resources.ToJsonString().Replace("NAME", name, StringComparison.Ordinal)}} }
            """),
        ("nb.py", TestBundle.Notebook),
        .. Notebooks
        .Select(content => ($"src/{content.Length}.py", $"# Databricks notebook source\n{content}"))
        .DistinctBy(file => file.Item1),
    ]);

    public override string ToString() => Resources.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    public static Arbitrary<RandomBundle> Any() => Arb.From(
        from schemas in Map("schema_", Schema())
        from volumes in Map("volume_", Volume(schemas))
        from clusters in Map("cluster_", Cluster())
        from pipelines in Map("pipeline_", Pipeline(schemas))
        from jobs in Map("job_", Job(clusters, pipelines, volumes))
        from notebooks in Gen.ListOf(Gen.Elements("x = 1", "x = 22", "print('ä')", ""))
        select new RandomBundle(
            new() { ["schemas"] = schemas, ["volumes"] = volumes, ["clusters"] = clusters, ["pipelines"] = pipelines, ["jobs"] = jobs },
            [.. notebooks]));

    static Gen<JsonObject> Map(string kind, Func<string, Gen<JsonObject?>> one) =>
        from a in one(kind + Keys[0])
        from b in one(kind + Keys[1])
        from c in one(kind + Keys[2])
        select new JsonObject(new[] { a, b, c }
            .Select((resource, index) => KeyValuePair.Create<string, JsonNode?>(kind + Keys[index], resource?.DeepClone()))
            .Where(entry => entry.Value is not null));

    static Func<string, Gen<JsonObject?>> Schema() => key => Maybe(
        from comment in Text()
        from grants in Grants("USE_SCHEMA", "SELECT", "ALL_PRIVILEGES")
        select With(new() { ["catalog_name"] = "nanba_dev_bronze", ["name"] = $"NAME_{key}" }, ("comment", comment), ("grants", grants)));

    static Func<string, Gen<JsonObject?>> Volume(JsonObject schemas) => key => schemas.Count == 0 ? Gen.Constant<JsonObject?>(null) : Maybe(
        from schema in Gen.Elements(schemas.Select(entry => entry.Key))
        from comment in Text()
        from grants in Grants("READ_VOLUME", "WRITE_VOLUME")
        select With(
            new() { ["catalog_name"] = "nanba_dev_bronze", ["schema_name"] = $"${{resources.schemas.{schema}.name}}", ["name"] = $"vol_{key}" },
            ("comment", comment),
            ("grants", grants)));

    static Func<string, Gen<JsonObject?>> Cluster() => key => Maybe(
        from workers in Gen.Choose(0, 3)
        from started in Gen.Elements<JsonNode?>(null, new JsonObject { ["started"] = true }, new JsonObject { ["started"] = false })
        select With(
            new() { ["cluster_name"] = $"NAME {key}", ["spark_version"] = "15.4.x-scala2.12", ["node_type_id"] = "Standard_DS3_v2", ["num_workers"] = workers },
            ("lifecycle", started)));

    static Func<string, Gen<JsonObject?>> Pipeline(JsonObject schemas) => key => Maybe(
        from schema in Gen.Elements<string?>([null, .. schemas.Select(entry => entry.Key)])
        from serverless in Gen.Elements(true, false)
        from permissions in Permissions("CAN_VIEW", "CAN_RUN", "CAN_MANAGE")
        select With(
            new()
            {
                ["name"] = $"NAME {key}",
                ["serverless"] = serverless,
                ["libraries"] = new JsonArray(new JsonObject { ["notebook"] = new JsonObject { ["path"] = "./nb.py" } })
            },
            ("catalog", schema is null ? null : "nanba_dev_bronze"),
            ("schema", schema is null ? null : $"${{resources.schemas.{schema}.name}}"),
            ("permissions", permissions)));

    static Func<string, Gen<JsonObject?>> Job(JsonObject clusters, JsonObject pipelines, JsonObject volumes) => key => Maybe(
        from tasks in Gen.NonEmptyListOf(JobTask(clusters, pipelines, volumes))
        from tags in Gen.Elements<JsonNode?>(null, new JsonObject { ["team"] = "sales" }, new JsonObject())
        from timeout in Gen.Choose(0, 2)
        from permissions in Permissions("CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE")
        select With(
            new()
            {
                ["name"] = $"NAME {key}",
                ["timeout_seconds"] = timeout * 600,
                ["tasks"] = new JsonArray([.. tasks.Take(4).Select((task, index) => Numbered(task, index))]),
            },
            ("tags", tags),
            ("permissions", permissions)));

    static Gen<JsonObject> JobTask(JsonObject clusters, JsonObject pipelines, JsonObject volumes) => Gen.Elements<JsonObject>([
        With(Notebook(), ("max_retries", 2)),
        Notebook(),
        .. clusters.Select(entry => With(Notebook(), ("existing_cluster_id", $"${{resources.clusters.{entry.Key}.id}}"))),
        .. pipelines
        .Select(
            entry =>
                new JsonObject { ["pipeline_task"] = new JsonObject { ["pipeline_id"] = $"${{resources.pipelines.{entry.Key}.id}}" } }),
        .. volumes.Select(entry => With(Notebook(), ("description", $"reads ${{resources.volumes.{entry.Key}.volume_path}}"))),
    ]);

    static JsonObject Notebook() => new() { ["notebook_task"] = new JsonObject { ["notebook_path"] = "./nb.py" } };

    static JsonObject Numbered(JsonObject task, int index)
    {
        var copy = With((JsonObject)task.DeepClone(), ("task_key", $"t{index}"));
        return index == 0 ? copy : With(copy, ("depends_on", new JsonArray(new JsonObject { ["task_key"] = $"t{index - 1}" })));
    }

    static Gen<JsonNode?> Grants(params string[] privileges) =>
        from held in Gen.SubListOf(privileges)
        from principal in Gen.Elements("readers", "ann.lee@nanba.example")
        select held.Count == 0 ? null : (JsonNode)new JsonArray(new JsonObject
        {
            ["principal"] = principal,
            ["privileges"] = held.Contains("ALL_PRIVILEGES") ? new JsonArray("ALL_PRIVILEGES") : new JsonArray([.. held.Select(one => (JsonNode)one)]),
        });

    static Gen<JsonNode?> Permissions(params string[] levels) =>
        from level in Gen.Elements<string?>([null, .. levels])
        from principal in Gen.Elements("user_name", "group_name")
        select level is null ? null : (JsonNode)new JsonArray(new JsonObject { ["level"] = level, [principal] = "ann.lee@nanba.example" });

    static Gen<JsonNode?> Text() => Gen.Elements<JsonNode?>(null, "", "Orders", "1", "ä \" \\ {}");

    static Gen<JsonObject?> Maybe(Gen<JsonObject> one) =>
        from there in Gen.Elements(true, true, false)
        from resource in one
        select there ? resource : null;

    static JsonObject With(JsonObject map, params (string Key, JsonNode? Value)[] fields)
    {
        foreach (var (key, value) in fields.Where(field => field.Value is not null))
        {
            map[key] = value!.DeepClone();
        }

        return map;
    }
}
