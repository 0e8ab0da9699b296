using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Bundles.Planning;

/// <summary>What has to be done about a field, from nothing to the most.</summary>
enum FieldAction
{
    Skip,
    Resize,
    Update,
    UpdateId,
    Recreate,
}

/// <summary>A field in which what was sent last, what is asked for and what is live are not all the same.</summary>
/// <param name="Reason">Why it is skipped or makes more than an update necessary, in the words of the Databricks CLI; else null.</param>
sealed record FieldVerdict(string Path, FieldAction Action, string? Reason, JsonNode? Old, JsonNode? New, JsonNode? Remote)
{
    /// <summary>People read these, so letters beyond ASCII stay letters.</summary>
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public FieldChange ToChange() => new(Path, Text(Remote), Text(New), Drift: JsonNode.DeepEquals(Old, New));

    static string? Text(JsonNode? node) => node?.ToJsonString(Readable);
}
