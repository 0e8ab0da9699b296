using System.Text.Json;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Portal.Promotions;

/// <summary>The values of a field, given as JSON, as people read them: texts without their quotation marks, ids of Azure by as much of
/// their names as tells them apart.</summary>
public static class PlanValue
{
    /// <returns>What is there and what will be. Of lists: what leaves, what joins, and how many stay.</returns>
    public static (string Before, string After, int Stay) Pair(string? before, string? after)
    {
        if (Elements(before) is { } old && Elements(after) is { } now)
        {
            var names = new ShortIds([.. old, .. now]);
            return (Joined(old.Except(now), names), Joined(now.Except(old), names), old.Intersect(now).Count());
        }

        var all = new ShortIds(new[] { before, after }.SelectMany(json => Elements(json) ?? [Bare(json) ?? ""]));
        return (One(before, all), One(after, all), 0);
    }

    static string One(string? json, ShortIds names) =>
        Elements(json) is { } list ? Joined(list, names) : Bare(json) is { } text ? names.Of(text) : "unset";

    static string? Bare(string? json) => json is ['"', .. var text, '"'] ? text : json;

    static List<string>? Elements(string? json)
    {
        if (json is not ['[', .., ']'])
        {
            return null;
        }

        try
        {
            using var list = JsonDocument.Parse(json);
            return
            [
                .. list.RootElement.EnumerateArray()
                    .Select(element => element.ValueKind is JsonValueKind.String ? element.GetString()! : element.GetRawText()),
            ];
        }
        catch (JsonException)
        {
            // A text that looks like a list, or a list with something in it that is known later: shown as it is.
            return null;
        }
    }

    static string Joined(IEnumerable<string> elements, ShortIds names) =>
        elements.Select(names.Of).ToList() is { Count: > 0 } some ? string.Join(", ", some) : "nothing";
}
