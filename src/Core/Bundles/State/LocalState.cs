using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Bundles.State;

/// <summary>
/// The copy of <c>resources.json</c> beside a bundle on somebody's machine, and the log that is written ahead of it: JSON lines, first
/// which state it leads to, then each change. A process that dies leaves the log, and the next one finds what was made.
/// </summary>
sealed class LocalState(string folder)
{
    readonly Lock _gate = new();

    /// <returns>Null where nothing is kept.</returns>
    public static LocalState? Of(BundleRequest request, ResolvedBundle bundle) =>
        request.Folder is { } folder ? new(Path.Combine(folder, ".databricks", "bundle", bundle.Target)) : null;

    public LocalSync Sync => new(folder);

    string StatePath => Path.Combine(folder, StatePaths.Resources);

    string LogPath => StatePath + ".wal";

    /// <returns>The state with the changes of a log that an interrupted deployment left; null when there is none.</returns>
    /// <exception cref="BundleInvalidException">Somebody must look at the file.</exception>
    public StateFile? Read()
    {
        var state = File.Exists(StatePath) ? StateJson.Read(StatePath, File.ReadAllBytes(StatePath), StateJson.Default.StateFile) : null;
        return File.Exists(LogPath) ? Replay(state, File.ReadAllLines(LogPath)) : state;
    }

    /// <summary>Only now is a log begun, so that a deployment without changes leaves none.</summary>
    public void Append(Guid lineage, long serial, string key, StateEntry? entry)
    {
        lock (_gate)
        {
            var change = new JsonObject { ["k"] = key, ["v"] = JsonSerializer.SerializeToNode(entry, StateJson.Default.StateEntry) };
            var header = File.Exists(LogPath) ? "" : new JsonObject { ["lineage"] = lineage, ["serial"] = serial }.ToJsonString() + "\n";
            Directory.CreateDirectory(folder);
            File.AppendAllText(LogPath, header + change.ToJsonString() + "\n");
        }
    }

    public void Write(byte[] state)
    {
        lock (_gate)
        {
            PrivateFile.Write(StatePath, state);
            File.Delete(LogPath);
        }
    }

    public void Delete()
    {
        if (Directory.Exists(folder))
        {
            File.Delete(StatePath);
            File.Delete(LogPath);
        }

        Sync.Delete();
    }

    /// <summary>A log counts only for the state that it was begun on; its last line may be torn.</summary>
    static StateFile? Replay(StateFile? state, string[] lines)
    {
        var header = lines.Length > 0 ? Parse(lines[0]) : null;
        if (header is null || !Guid.TryParse((string?)header["lineage"], out var lineage) || (long?)header["serial"] is not { } serial
            || (state is not null && (state.Lineage != lineage || serial <= state.Serial)))
        {
            return state;
        }

        var entries = new SortedDictionary<string, StateEntry>(state?.State.ToDictionary(StringComparer.Ordinal) ?? [], StringComparer.Ordinal);
        foreach (var line in lines.Skip(1).Select(Parse).OfType<JsonObject>())
        {
            var key = (string?)line["k"] ?? "";
            if (line["v"]?.Deserialize(StateJson.Default.StateEntry) is { } entry)
            {
                entries[key] = entry;
            }
            else
            {
                entries.Remove(key);
            }
        }

        return new() { StateVersion = StateFile.Version, Lineage = lineage, Serial = serial, State = entries };
    }

    static JsonObject? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
