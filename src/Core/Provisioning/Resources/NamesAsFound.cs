using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Azure tells some elements of lists by what they say, and takes none that says the same under another name:
/// whoever made one named it.</summary>
static class NamesAsFound
{
    /// <param name="fields">The properties by which Azure tells the elements apart.</param>
    public static void Take(JsonNode? ours, JsonNode? theirs, params string[] fields)
    {
        foreach (var element in (ours as JsonArray ?? []).OfType<JsonObject>())
        {
            var same = (theirs as JsonArray ?? []).OfType<JsonObject>()
                .FirstOrDefault(other => Array.TrueForAll(fields, field => IsSame(element, other, field)));
            if (same?["name"] is { } name)
            {
                element["name"] = name.DeepClone();
            }
        }
    }

    static bool IsSame(JsonObject element, JsonObject other, string field) => string.Equals(
        element["properties"]?[field]?.ToJsonString(), other["properties"]?[field]?.ToJsonString(), StringComparison.OrdinalIgnoreCase);
}
