using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>
/// The calls to a workspace as a person would note them: without API versions, with names in the place of ids, and with "= path" in the
/// place of the bytes of a bundle's file.
/// </summary>
public sealed partial class RecordedCalls(
    IReadOnlyList<string> calls, string bundle, IReadOnlyDictionary<string, string> names, BundleFiles files)
{
    const string Upload = "POST /api/2.0/workspace-files/import-file/";

    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly string[] _lines = [.. calls.Select(
        call => Short(call.StartsWith(Upload, StringComparison.Ordinal) ? Told(call, files, names) : call, bundle, names))];

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

    public static bool Reads(string line) => line.StartsWith("GET ", StringComparison.Ordinal);

    public static bool Changes(string line) => !Reads(line);

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
        return Version().Replace(text, "")
            .Replace("unity-catalog/", "", StringComparison.Ordinal)
            .Replace("&direct_download=true", "", StringComparison.Ordinal);
    }

    /// <summary>Of the deployment's own files everything but what no two deployments have in common; metadata has
    /// tests of its own.</summary>
    static string Told(string call, BundleFiles files, IReadOnlyDictionary<string, string> names)
    {
        var (address, body) = call.Split(' ', 3) is [var method, var path, var sent] ? ($"{method} {path}", sent) : (call, "");
        var same = files.Paths.FirstOrDefault(file => Encoding.UTF8.GetString(files.Read(file).Span).TrimEnd() == body);
        return address.Contains("/state/metadata.json", StringComparison.Ordinal) ? address
            : same is not null
                ? $"{address} = {same}"
                : $"{address} {Unique().Replace(JsonNode.Parse(body)!.ToJsonString(Readable), match => Name(match, names))}";
    }

    static string Name(Match match, IReadOnlyDictionary<string, string> names) =>
        match.Value.Trim('"') is var value && (value == TestBundle.Principal.UserName || names.ContainsKey(value)) ? match.Value
        : value.Length == 64 ? "\"<sha256>\""
        : Guid.TryParse(value, out _) ? "\"<uuid>\""
        : "\"<time>\"";

    [GeneratedRegex(@"""([0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[^""]+)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unique();

    [GeneratedRegex(@"/api/2\.\d/", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Version();
}
