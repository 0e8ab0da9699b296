using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Resources;

namespace ReleasePortal.Core.Bundles.Planning;

/// <summary>Spreads a body into its single values. Items of known lists are named by their key, so that a moved task
/// is no change.</summary>
static class FieldPaths
{
    static readonly string[] WebhookLists =
        ["on_start", "on_success", "on_failure", "on_duration_warning_threshold_exceeded", "on_streaming_backlog_exceeded"];

    static readonly string[] Principals = ["user_name", "group_name", "service_principal_name"];

    public static SortedDictionary<string, JsonNode> Of(JsonObject? body)
    {
        var fields = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        if (body is not null)
        {
            Spread(body, "", "", fields);
        }

        return fields;
    }

    static void Spread(JsonNode? node, string path, string key, SortedDictionary<string, JsonNode> fields)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                foreach (var (name, value) in map)
                {
                    Spread(value, Step(path, name), name, fields);
                }

                break;
            case JsonArray { Count: > 0 } list:
                for (var index = 0; index < list.Count; index++)
                {
                    Spread(
                        list[index], $"{path}[{Name(list[index], key) ?? index.ToString(CultureInfo.InvariantCulture)}]", key: "", fields);
                }

                break;
            case not null:
                fields[path] = node;
                break;
        }
    }

    static string Step(string path, string name) =>
        name.Contains('.', StringComparison.Ordinal) ? $"{path}['{name}']"
        : name is PermissionsResource.List ? path
        : path.Length == 0 ? name
        : $"{path}.{name}";

    static string? Name(JsonNode? item, string list) => item is not JsonObject map ? null : list switch
    {
        "tasks" or "depends_on" => (string?)map["task_key"],
        "job_clusters" => (string?)map["job_cluster_key"],
        "parameters" => (string?)map["name"],
        "environments" => (string?)map["environment_key"],
        "clusters" => (string?)map["label"] ?? "default",
        PermissionsResource.List when map["principal"] is { } principal => $"{principal}",
        PermissionsResource.List => Principals.Where(map.ContainsKey).Select(kind => $"{kind}:{map[kind]}").FirstOrDefault(),
        _ when WebhookLists.Contains(list, StringComparer.Ordinal) => (string?)map["id"],
        _ => null,
    };
}
