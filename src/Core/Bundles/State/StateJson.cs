using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

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
[JsonSerializable(typeof(JsonObject))]
sealed partial class StateJson : JsonSerializerContext
{
    /// <exception cref="BundleInvalidException">Somebody must look at the file.</exception>
    public static T Read<T>(string path, byte[] content, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(content, type) ?? throw new BundleInvalidException($"{path} is empty.");
        }
        catch (JsonException fault)
        {
            throw new BundleInvalidException($"{path} cannot be read as a state file: {fault.Message}", fault);
        }
    }
}
