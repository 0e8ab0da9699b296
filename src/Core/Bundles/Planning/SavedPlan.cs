using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.State;

namespace ReleasePortal.Core.Bundles.Planning;

/// <summary>A plan that was kept as a file, <c>bundle plan -o json</c>. It is carried out as it is or not at all.</summary>
public sealed class SavedPlan
{
    readonly JsonObject _document;

    SavedPlan(JsonObject document) => _document = document;

    /// <exception cref="BundleInvalidException">The text is no plan of version 2.</exception>
    public static SavedPlan Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject document
                && document["plan"] is JsonObject plan
                && plan.All(entry => entry.Value is JsonObject)
                && document["plan_version"] is JsonValue version
                    && version.TryGetValue<int>(out var number)
                    && number is PlanDocument.Version
                ? new(document)
                : throw new BundleInvalidException(
                    $"The plan has not the form of bundle plan -o json, plan_version {PlanDocument.Version}.");
        }
        catch (JsonException fault)
        {
            throw new BundleInvalidException($"The plan cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>What has changed since.</summary>
    /// <returns>A sentence for each.</returns>
    internal IReadOnlyList<string> ObjectionsAgainst(StateFile? state, IReadOnlyList<PlannedResource> resources)
    {
        var now = JsonNode.Parse(PlanDocument.Of(state, resources))!.AsObject();
        if (!Same("lineage", now) || !Same("serial", now))
        {
            return [$"The plan was made for {Deployment(_document)}; there is {Deployment(now)} now."];
        }

        var (before, after) = (_document["plan"]!.AsObject(), now["plan"]!.AsObject());
        var keys = before.Select(entry => entry.Key)
            .Union(after.Select(entry => entry.Key), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return [.. keys.Select(key => Objection(key, before[key], after[key])).OfType<string>()];
    }

    static string? Objection(string key, JsonNode? before, JsonNode? after) =>
        (Action(before), Action(after)) is var (old, now) && old != now ? $"{key}: {old} in the plan, {now} now."
        : JsonNode.DeepEquals(before!["new_state"], after!["new_state"]) && JsonNode.DeepEquals(Changes(before), Changes(after)) ? null
        : $"{key}: {now}, but not as in the plan.";

    static string Action(JsonNode? entry) => entry is null ? "nothing" : $"{entry["action"]}";

    /// <summary>A difference that means nothing may come and go.</summary>
    static JsonObject Changes(JsonNode entry) => new((entry["changes"] as JsonObject ?? [])
        .Where(change => (string?)change.Value?["action"] is not "skip")
        .Select(change => KeyValuePair.Create(change.Key, change.Value?.DeepClone())));

    static string Deployment(JsonObject document) =>
        $"{document["lineage"]}" is { Length: > 0 } lineage ? $"lineage {lineage} with serial {document["serial"]}" : "no deployment";

    bool Same(string field, JsonObject now) => JsonNode.DeepEquals(_document[field], now[field]);
}
