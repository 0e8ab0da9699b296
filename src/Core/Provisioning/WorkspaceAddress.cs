using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Azure tells where a workspace answers. Whatever answers elsewhere is another one, and would get this one's bundle, tokens
/// and catalog.</summary>
static class WorkspaceAddress
{
    /// <param name="found">The workspace as Azure knows it. One that is still to be made has no address.</param>
    /// <returns>What to do about it; null when the settings have the right address, or nobody can say.</returns>
    public static string? ObjectionTo(StageWorkspace workspace, JsonObject? found) =>
        workspace.Url is { } set && Told(found) is { } told && !string.Equals(told, set.Authority, StringComparison.OrdinalIgnoreCase)
            ? $"Azure says that the address of {workspace.Name} is {set.Scheme}://{told}, "
                + $"but WorkspaceUrl is {set.GetLeftPart(UriPartial.Authority)}, "
                + $"so nothing is asked or changed there. Set WorkspaceUrl to {set.Scheme}://{told}, and request this again."
            : null;

    /// <summary>Host, and port where it is not the usual one.</summary>
    static string? Told(JsonObject? found) => (found?["properties"] as JsonObject)?["workspaceUrl"] is JsonValue value
        && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
