using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>The network providers tell the state of a resource, and take a write only for the state that the caller saw.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/dns/privatedns#etags</remarks>
static class ETags
{
    /// <summary>The same for the same content.</summary>
    public static void Renew(ArmPath path, JsonObject body)
    {
        if (IsVersioned(path))
        {
            body.Remove("etag");
            body["etag"] = $"W/\"{NetworkFields.Number(body.ToJsonString())}\"";
        }
    }

    /// <param name="seen">What the caller saw; null or <c>*</c> for anything.</param>
    public static void Check(ArmState state, ArmPath path, string? seen)
    {
        var held = IsVersioned(path) ? state.Resources.GetValueOrDefault(path.Text)?.Body.Text("etag") : null;
        if (seen is not null and not "*" && held is not null && seen != held)
        {
            throw ArmRefusal.Of(
                412, "PreconditionFailed",
                $"Etag provided in if-match header {seen} does not match etag {held} of resource {path.Text} in NRP data store.");
        }
    }

    static bool IsVersioned(ArmPath path) => path.Type?.StartsWith("Microsoft.Network/", StringComparison.OrdinalIgnoreCase) is true;
}
