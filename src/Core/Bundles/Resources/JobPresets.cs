using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Presets of the target, then the defaults of a bundle's jobs, each only where the job says nothing itself.</summary>
static class JobPresets
{
    static readonly string[] Triggers = ["schedule", "trigger", "continuous"];

    public static MapNode Apply(MapNode root)
    {
        var presets = root["presets"] as MapNode ?? MapNode.Empty;
        return Jobs.Change(root, (_, job) => Defaults(Preset(RunAs(job, root), presets)));
    }

    static MapNode RunAs(MapNode job, MapNode root) => root["run_as"] is MapNode runAs ? job.Default("run_as", runAs) : job;

    static MapNode Preset(MapNode job, MapNode presets)
    {
        if (presets.TextAt("name_prefix") is { Length: > 0 } prefix)
        {
            job = job.Set("name", ScalarNode.Of(prefix + (job.TextAt("name") ?? "Untitled")));
        }

        if (presets["tags"] is MapNode tags)
        {
            job = job.Set("tags", tags.Entries.Aggregate(
                job["tags"] as MapNode ?? MapNode.Empty, (all, tag) => all.Default(tag.Key, tag.Value)));
        }

        job = presets["jobs_max_concurrent_runs"] is { } runs ? job.Default("max_concurrent_runs", runs) : job;
        return presets.TextAt("trigger_pause_status") is { Length: > 0 } pause ? Pause(job, pause) : job;
    }

    static MapNode Defaults(MapNode job) => Pause(
        job.Default("name", ScalarNode.Of("Untitled"))
            .Default("max_concurrent_runs", ScalarNode.Of(1))
            .Default("queue", MapNode.Empty.Set("enabled", ScalarNode.Of(value: true))),
        "UNPAUSED");

    static MapNode Pause(MapNode job, string status) => Triggers.Aggregate(
        job, (all, trigger) => all.Within(trigger, map => map.Default("pause_status", ScalarNode.Of(status))));
}
