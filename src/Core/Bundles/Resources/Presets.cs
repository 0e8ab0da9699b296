using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Presets of the target. Source: https://docs.databricks.com/aws/en/dev-tools/bundles/deployment-modes#custom-presets</summary>
static class Presets
{
    static readonly string[] Triggers = ["schedule", "trigger", "continuous"];

    /// <summary>Types whose name is free text, and the field that holds it.</summary>
    static readonly (string Type, string Field)[] Titles =
    [
        ("jobs", "name"), ("pipelines", "name"), ("models", "name"), ("clusters", "cluster_name"), ("instance_pools", "instance_pool_name"),
        ("dashboards", "display_name"), ("genie_spaces", "title"), ("alerts", "display_name"), ("sql_warehouses", "name"),
    ];

    /// <summary>Types whose name is an identifier.</summary>
    static readonly string[] Identifiers = ["schemas", "registered_models", "model_serving_endpoints"];

    public static MapNode Apply(MapNode root, Findings findings)
    {
        var presets = root["presets"] as MapNode ?? MapNode.Empty;
        if (presets.TextAt("name_prefix") is { Length: > 0 } prefix)
        {
            root = Prefix(root, prefix);
        }

        if (presets["tags"] is MapNode tags)
        {
            root = Tag(root, tags);
        }

        root = presets["jobs_max_concurrent_runs"] is { } runs && runs.TextAt() is not (null or "0")
            ? Jobs.Change(root, (_, job) => job.Default("max_concurrent_runs", runs))
            : root;
        root = presets.TextAt("pipelines_development") is "true"
            ? ResourceMaps.Change(root, "pipelines", (_, pipeline) => pipeline.Set("development", ScalarNode.Of(value: true)))
            : root;
        return Pause(root, presets, findings);
    }

    static MapNode Prefix(MapNode root, string prefix)
    {
        root = Titles.Aggregate(root, (all, title) => ResourceMaps.Change(all, title.Type, (_, resource) =>
            Named(resource, title.Field, name => prefix + name, title.Type is "jobs" ? "Untitled" : "")));
        root = ResourceMaps.Change(root, "experiments", (_, experiment) => Named(experiment, "name", name =>
        {
            var slash = name.LastIndexOf('/') + 1;
            return name[..slash] + prefix + name[slash..];
        }));
        var skipSchemas = root.TextAt("experimental", "skip_name_prefix_for_schema") is "true";
        return Identifiers.Where(type => type is not "schemas" || !skipSchemas).Aggregate(root, (all, type) =>
            ResourceMaps.Change(all, type, (_, resource) => Named(resource, "name", name => Normalised(prefix) + name)));
    }

    static MapNode Named(MapNode resource, string field, Func<string, string> change, string unnamed = "")
    {
        var name = resource.TextAt(field) ?? unnamed;
        return name.Length == 0 ? resource
            : resource.Set(field,
                resource[field] is ScalarNode written ? written.As(ScalarType.String, change(name)) : ScalarNode.Of(change(name)));
    }

    /// <summary><c>[dev ann_lee] </c> becomes <c>dev_ann_lee_</c>.</summary>
    static string Normalised(string prefix)
    {
        var letters = prefix.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : '_').ToArray();
        var words = new string(letters).Split('_', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "" : string.Join('_', words) + "_";
    }

    static MapNode Tag(MapNode root, MapNode tags)
    {
        // The tags of another resource are taken as they are.
        foreach (var type in new[] { "jobs", "pipelines" })
        {
            root = ResourceMaps.Change(root, type, (_, resource) => resource["tags"] is ScalarNode ? resource : resource.Set(
                "tags",
                tags.Entries.Aggregate(resource["tags"] as MapNode ?? MapNode.Empty, (all, tag) => all.Default(tag.Key, tag.Value))));
        }

        // MLflow writes tags as a list of keys and values.
        foreach (var type in new[] { "experiments", "models" })
        {
            root = ResourceMaps.Change(root, type, (_, resource) => resource.Set("tags", Listed(resource["tags"] as ListNode, tags)));
        }

        return root;
    }

    static ListNode Listed(ListNode? own, MapNode tags)
    {
        var items = own?.Items ?? [];
        var added = tags.Entries
            .Where(tag => !items.Any(item => item.TextAt("key") == tag.Key))
            .Select(tag => MapNode.Empty.Set("key", ScalarNode.Of(tag.Key)).Set("value", tag.Value));
        return new([.. items, .. added], own?.Locations ?? []);
    }

    static MapNode Pause(MapNode root, MapNode presets, Findings findings)
    {
        var status = presets.TextAt("trigger_pause_status");
        if (status is not (null or "" or "PAUSED" or "UNPAUSED"))
        {
            findings.Error(
                "Invalid value for trigger_pause_status, should be PAUSED or UNPAUSED",
                NodePath.Of("presets", "trigger_pause_status"),
                presets["trigger_pause_status"]);
        }

        if (status is not ("PAUSED" or "UNPAUSED"))
        {
            return root;
        }

        root = Jobs.Change(root, (_, job) => PauseTriggers(job, status));
        return status is "UNPAUSED" ? root : ResourceMaps.Change(
            ResourceMaps.Change(root, "pipelines", (_, pipeline) =>
                pipeline["continuous"] is null ? pipeline : pipeline.Set("continuous", ScalarNode.Of(value: false))),
            "quality_monitors",
            (_, monitor) => monitor.Set("schedule", null));
    }

    /// <summary>Only where a trigger does not say itself.</summary>
    public static MapNode PauseTriggers(MapNode job, string status) => Triggers.Aggregate(
        job, (all, trigger) => all.Within(trigger, map => map.Default("pause_status", ScalarNode.Of(status))));
}
