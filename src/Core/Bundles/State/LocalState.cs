using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ReleasePortal.Core.Bundles.State;

/// <summary>
/// The copy of <c>resources.json</c> beside a bundle on somebody's machine, and the log that is written ahead of it: JSON lines, first
/// which state it leads to, then each change. A process that dies leaves the log, and the next one finds what was made.
/// </summary>
sealed class LocalState(string folder, StateOwner owner, LocalWrites writes)
{
    readonly Lock _gate = new();
    bool _isOurs;

    /// <param name="log">Gets a sentence when nothing can be written.</param>
    /// <returns>Null where nothing is kept.</returns>
    public static LocalState? Of(BundleRequest request, ResolvedBundle bundle, Action<string> log) =>
        request.Folder is { } folder
            ? new(Path.Combine(folder, ".databricks", "bundle", bundle.Target), StateOwner.Of(bundle), new(log))
            : null;

    public LocalSync Sync => new(folder, writes);

    string StatePath => Path.Combine(folder, StatePaths.Resources);

    string LogPath => StatePath + ".wal";

    /// <returns>The state with the changes of a log that an interrupted deployment left; null when there is none, or
    /// only another deployment's.</returns>
    /// <exception cref="BundleInvalidException">Somebody must look at the file.</exception>
    public StateFile? Read()
    {
        if (!owner.Has(folder))
        {
            return null;
        }

        var state = File.Exists(StatePath) ? StateJson.Read(StatePath, File.ReadAllBytes(StatePath), StateJson.Default.StateFile) : null;
        return File.Exists(LogPath) ? Replay(state, File.ReadAllLines(LogPath)) : state;
    }

    /// <summary>Only now is a log begun, so that a deployment without changes leaves none.</summary>
    public void Append(Guid lineage, long serial, string key, StateEntry? entry)
    {
        lock (_gate)
        {
            var change = new JsonObject { ["k"] = key, ["v"] = JsonSerializer.SerializeToNode(entry, StateJson.Default.StateEntry) };
            writes.Try(() =>
            {
                Claim();
                var header = File.Exists(LogPath)
                    ? ""
                    : new JsonObject { ["lineage"] = lineage, ["serial"] = serial }.ToJsonString() + "\n";
                PrivateFile.Append(LogPath, header + change.ToJsonString() + "\n");
            });
        }
    }

    public void Write(byte[] state)
    {
        lock (_gate)
        {
            writes.Try(() =>
            {
                Claim();
                PrivateFile.Write(StatePath, state);
                File.Delete(LogPath);
            });
        }
    }

    public void Delete()
    {
        if (Directory.Exists(folder) && owner.Has(folder))
        {
            writes.Try(Clear);
            writes.Try(() => StateOwner.Unmark(folder));
        }

        Sync.Delete();
    }

    /// <summary>A copy of another deployment's state goes before the mark changes; the original lies in its workspace.</summary>
    void Claim()
    {
        if (_isOurs)
        {
            return;
        }

        if (!owner.Has(folder))
        {
            Clear();
        }

        owner.Mark(folder);
        _isOurs = true;
    }

    void Clear()
    {
        File.Delete(StatePath);
        File.Delete(LogPath);
    }

    /// <summary>A log counts only for the state that it was begun on; its last line may be torn.</summary>
    StateFile? Replay(StateFile? state, string[] lines)
    {
        var header = lines.Length > 0 ? Parse(lines, 0, StateJson.Default.LogHeader) : null;
        if (header is null || (state is not null && (state.Lineage != header.Lineage || header.Serial <= state.Serial)))
        {
            return state;
        }

        var entries = new SortedDictionary<string, StateEntry>(
            state?.State.ToDictionary(StringComparer.Ordinal) ?? [], StringComparer.Ordinal);
        for (var line = 1; line < lines.Length; line++)
        {
            switch (Parse(lines, line, StateJson.Default.LogEntry))
            {
                case { V: { } entry } change:
                    entries[change.K] = entry;
                    break;
                case { } change:
                    entries.Remove(change.K);
                    break;
            }
        }

        return new() { StateVersion = StateFile.Version, Lineage = header.Lineage, Serial = header.Serial, State = entries };
    }

    /// <returns>Null for the torn last line.</returns>
    T? Parse<T>(string[] lines, int line, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            var read = JsonSerializer.Deserialize(lines[line], type);
            var fault = read switch
            {
                null or LogEntry { K: null } => "it names nothing",
                LogEntry { V: { } entry } change => StateJson.WhatIsWrong(change.K, entry),
                _ => null,
            };
            return fault is null ? read : throw new JsonException(fault);
        }
        catch (JsonException fault)
        {
            return line == lines.Length - 1
                ? null
                : throw new BundleInvalidException($"{LogPath} cannot be read in line {line + 1}: {fault.Message}", fault);
        }
    }
}

/// <summary>The state that the log leads to.</summary>
sealed record LogHeader([property: JsonRequired] Guid Lineage, [property: JsonRequired] long Serial);

/// <param name="K">The key.</param>
/// <param name="V">Null when it was removed.</param>
sealed record LogEntry(string K, StateEntry? V);
