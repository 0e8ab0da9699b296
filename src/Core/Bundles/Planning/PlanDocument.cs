using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;

namespace ReleasePortal.Core.Bundles.Planning;

/// <summary>A plan in the JSON form of the Databricks CLI, plan_version 2, for tools.</summary>
static class PlanDocument
{
    public const int Version = 2;

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(StateFile? state, IReadOnlyList<PlannedResource> resources) => new JsonObject
    {
        ["plan_version"] = Version,
        ["cli_version"] = BundleVersion.Cli,
        ["lineage"] = state?.Lineage.ToString() ?? "",
        ["serial"] = state?.Serial ?? 0,
        ["plan"] = new JsonObject(resources
            .OrderBy(resource => resource.Key, StringComparer.Ordinal)
            .Select(resource => KeyValuePair.Create<string, JsonNode?>(resource.Key, Of(resource)))),
    }.ToJsonString(Indented);

    static JsonObject Of(PlannedResource resource)
    {
        var entry = new JsonObject();
        if ((StateEntry.DependenciesOf(resource.Node) ?? resource.Entry?.DependsOn) is { } dependencies)
        {
            entry["depends_on"] = new JsonArray(
                [.. dependencies.Select(need => new JsonObject { ["node"] = need.Node, ["label"] = need.Label })]);
        }

        entry["action"] = ActionOf(resource);
        if (resource is { Action: PlanAction.Delete, Live: null })
        {
            entry["gone"] = true;
        }

        if (resource is { Wish: { } wish, Action: not PlanAction.Unchanged })
        {
            entry["new_state"] = NewState(wish);
        }

        if (resource.Live is { } live)
        {
            entry["remote_state"] = live.DeepClone();
        }

        if (resource is { Verdicts.Count: > 0, Action: not PlanAction.Create })
        {
            entry["changes"] = new JsonObject(
                resource.Verdicts.Select(verdict => KeyValuePair.Create<string, JsonNode?>(verdict.Path, Of(verdict))));
        }

        return entry;
    }

    /// <summary>Values that are known only after another resource was applied stand in vars, by their place.</summary>
    static JsonObject NewState(JsonObject wish)
    {
        var state = new JsonObject { ["value"] = wish.DeepClone() };
        var vars = FieldPaths.Of(wish).Where(field => References.In(field.Value).Any()).ToArray();
        if (vars.Length > 0)
        {
            state["vars"] = new JsonObject(
                vars.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, field.Value.DeepClone())));
        }

        return state;
    }

    static JsonObject Of(FieldVerdict verdict)
    {
        var change = new JsonObject { ["action"] = NameOf(verdict.Action) };
        Put("reason", verdict.Reason);
        Put("old", verdict.Old?.DeepClone());
        Put("new", verdict.New?.DeepClone());
        Put("remote", verdict.Remote?.DeepClone());
        return change;

        void Put(string name, JsonNode? value)
        {
            if (value is not null)
            {
                change[name] = value;
            }
        }
    }

    static string ActionOf(PlannedResource resource) => resource.Action switch
    {
        PlanAction.Unchanged => "skip",
        PlanAction.Update => NameOf(resource.Changes.Max(change => change.Action)),
        var action => action.ToString().ToLowerInvariant(),
    };

    static string NameOf(FieldAction action) => action is FieldAction.UpdateId ? "update_id" : action.ToString().ToLowerInvariant();
}
