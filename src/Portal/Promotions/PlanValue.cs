using System.Text.Json;

namespace ReleasePortal.Portal.Promotions;

/// <summary>The value of a field, given as JSON, as people read it.</summary>
public static class PlanValue
{
    /// <summary>Texts without their quotation marks, an id of Azure as its last name, a list as its elements.</summary>
    public static string Of(string? json) => Elements(json) is { } list ? Joined(list) : json switch
    {
        null => "unset",
        ['"', .. var text, '"'] => Short(text),
        var other => Short(other),
    };

    /// <summary>What leaves a list, what joins it and how many stay; null unless both are lists.</summary>
    public static (string Gone, string Come, int Stay)? Difference(string? before, string? after) =>
        Elements(before) is { } old && Elements(after) is { } now
            ? (Joined(old.Except(now)), Joined(now.Except(old)), old.Intersect(now).Count())
            : null;

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

    static string Joined(IEnumerable<string> elements) =>
        elements.Select(Short).ToList() is { Count: > 0 } some ? string.Join(", ", some) : "nothing";

    static string Short(string text) =>
        text.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) ? text[(text.TrimEnd('/').LastIndexOf('/') + 1)..] : text;
}
