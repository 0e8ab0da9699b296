using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ReleasePortal.Core.Bundles.Resources;

namespace ReleasePortal.Core.Bundles.State;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    IndentSize = 1)]
[JsonSerializable(typeof(StateFile))]
[JsonSerializable(typeof(DeploymentFile))]
[JsonSerializable(typeof(FileDigests))]
[JsonSerializable(typeof(SyncSnapshot))]
[JsonSerializable(typeof(PendingCreates))]
[JsonSerializable(typeof(TerraformState))]
[JsonSerializable(typeof(LockFile))]
[JsonSerializable(typeof(StateOwner))]
[JsonSerializable(typeof(LogHeader))]
[JsonSerializable(typeof(LogEntry))]
[JsonSerializable(typeof(JsonObject))]
sealed partial class StateJson : JsonSerializerContext
{
    /// <exception cref="BundleInvalidException">Somebody must look at the file.</exception>
    public static T Read<T>(string path, byte[] content, JsonTypeInfo<T> type)
    {
        try
        {
            var file = JsonSerializer.Deserialize(content, type) ?? throw new BundleInvalidException($"{path} is empty.");
            return WhatIsWrong(file) is { } fault
                ? throw new BundleInvalidException($"{path} cannot be read as a state file: {fault}")
                : file;
        }
        catch (JsonException fault)
        {
            throw new BundleInvalidException($"{path} cannot be read as a state file: {fault.Message}", fault);
        }
    }

    /// <summary>What the types alone do not keep out.</summary>
    static string? WhatIsWrong<T>(T file) => file switch
    {
        StateFile { State: var state } => state is null
            ? "it has no state"
            : state.Select(entry => WhatIsWrong(entry.Key, entry.Value)).FirstOrDefault(fault => fault is not null),
        DeploymentFile { Files: { } files } when files.Any(each => each is not { LocalPath.Length: > 0 }) => "a file has no path",
        PendingCreates { Creates: var creates } when creates is null
            || creates.Values.Any(create => create is not { Wish: not null, Deployer: not null }) => "a create has no body",
        FileDigests { Files: null } or FileDigests { Libraries: null } => "it has no files",
        _ => null,
    };

    /// <summary>What another engine made has ids that only that one knows.</summary>
    public static string? WhatIsWrong(string key, StateEntry? entry) =>
        entry is not { Id.Length: > 0, State: not null } ? $"'{key}' has no id or no state"
        : ResourceKinds.Known(key) is { } kind && !kind.IsId(entry.Id) ? $"'{key}' has an id of another form, '{entry.Id}'"
        : null;
}
