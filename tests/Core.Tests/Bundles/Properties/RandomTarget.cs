using FsCheck;
using FsCheck.Fluent;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Tests.Bundles.Properties;

/// <summary>A configuration and a target for it, with the maps and keyed lists that jobs have, and no lists without keys.</summary>
public sealed record RandomTarget(MapNode Root, MapNode Target)
{
    static readonly Gen<Node> Text = Gen.Choose(0, 3).Select(number => (Node)ScalarNode.Of($"t{number}"));

    static readonly Gen<Node> Whole = Gen.Choose(0, 3).Select(number => (Node)ScalarNode.Of(number));

    static readonly Gen<Node> Tags = Map(("a", Text), ("b", Text), ("c", Text));

    static readonly Gen<Node> Task = Keyed("task_key", ("description", Text), ("max_retries", Whole), ("existing_cluster_id", Text));

    static readonly Gen<Node> Job = Map(
        ("name", Text),
        ("tags", Tags),
        ("tasks", List(Task)),
        ("parameters", List(Keyed("name", ("default", Text)))),
        ("job_clusters", List(Keyed("job_cluster_key", ("new_cluster", Map(("num_workers", Whole), ("spark_conf", Tags)))))));

    static readonly Gen<Node> Section = Map(
        ("resources", Map(("jobs", Map(("one", Job), ("two", Job))))),
        ("presets", Map(("tags", Tags), ("name_prefix", Text))),
        ("workspace", Map(("root_path", Text))));

    public static Arbitrary<RandomTarget> Any() =>
        (from root in Section
         from target in Section
         select new RandomTarget((MapNode)root, (MapNode)target))
        .ToArbitrary();

    public override string ToString() => $"{NodeText.Of(Root)}\n{NodeText.Of(Target)}";

    /// <summary>Some of the fields.</summary>
    static Gen<Node> Map(params (string Key, Gen<Node> Value)[] fields) =>
        from chosen in Gen.SubListOf(fields)
        from values in Gen.CollectToList(chosen, field => field.Value.Select(value => KeyValuePair.Create(field.Key, value)))
        select (Node)new MapNode(values, []);

    static Gen<Node> Keyed(string key, params (string Key, Gen<Node> Value)[] fields) =>
        from name in Gen.Choose(0, 3)
        from map in Map(fields)
        select (Node)((MapNode)map).Set(key, ScalarNode.Of($"k{name}"));

    static Gen<Node> List(Gen<Node> item) => item.ListOf().Select(items => (Node)new ListNode([.. items.Take(4)], []));
}
