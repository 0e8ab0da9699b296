using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>The calls to a workspace as a person would note them: without API versions, with names in the place of ids.</summary>
public sealed partial class RecordedCalls(IReadOnlyList<string> calls, string bundle, IReadOnlyDictionary<string, string> names)
{
    readonly string[] _lines = [.. calls.Select(call => Short(call, bundle, names))];

    /// <summary>Exactly these, in any order: calls that do not wait for each other come as they like.</summary>
    public void ShouldBe(Func<string, bool> wanted, string lines) =>
        _lines.Where(wanted).Order(StringComparer.Ordinal).ShouldBe(lines.Split('\n').Order(StringComparer.Ordinal));

    /// <summary>What ids stand for, as long as the things exist.</summary>
    public static IEnumerable<KeyValuePair<string, string>> NamesIn(SandboxWorkspace sandbox) =>
    [
        .. sandbox.Inside.Jobs.Select(one => KeyValuePair.Create($"{one.Key}", $"<{one.Value["settings"]!["name"]}>")),
        .. sandbox.Inside.Things("pipelines").Select(one => KeyValuePair.Create(one.Key, $"<{one.Value["name"]}>")),
        .. sandbox.Inside.Things("clusters").Select(one => KeyValuePair.Create(one.Key, $"<{one.Value["cluster_name"]}>")),
    ];

    public static bool Changes(string line) => !line.StartsWith("GET ", StringComparison.Ordinal);

    /// <summary>Without the lock and what a deployment notes about itself.</summary>
    public static bool ChangesBeyondRecords(string line) => Changes(line)
        && !line.StartsWith("POST workspace-files/import-file/state/", StringComparison.Ordinal)
        && !line.StartsWith("POST workspace/delete {\"path\":\"/state/", StringComparison.Ordinal);

    /// <summary>Each of the texts starts a line that comes after the line of the text before.</summary>
    public void ShouldBeInOrder(params string[] starts)
    {
        var places = starts.Select(start => Array.FindIndex(_lines, line => line.StartsWith(start, StringComparison.Ordinal))).ToArray();
        places.ShouldNotContain(-1, string.Join('\n', _lines));
        places.ShouldBe(places.Order());
    }

    static string Short(string call, string bundle, IReadOnlyDictionary<string, string> names)
    {
        var text = Uri.UnescapeDataString(call).Replace($"/Workspace/Shared/.bundle/{bundle}/dev", "", StringComparison.Ordinal);
        text = names.Aggregate(text, (line, name) => line.Replace(name.Key, name.Value, StringComparison.Ordinal));
        return Version().Replace(text, "").Replace("unity-catalog/", "", StringComparison.Ordinal).Replace("&direct_download=true", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"/api/2\.\d/", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Version();
}
