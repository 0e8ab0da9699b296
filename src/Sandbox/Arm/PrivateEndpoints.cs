using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>What private endpoints and their targets do to each other.</summary>
static class PrivateEndpoints
{
    const string Type = "Microsoft.Network/privateEndpoints";

    /// <summary>What an endpoint leads to is decided when it is made.</summary>
    public static void CheckWrite(ArmState state, ArmPath path, JsonObject body)
    {
        if (path.Is(Type)
            && state.Resources.TryGetValue(path.Text, out var known)
            && !Ends(known.Body).SequenceEqual(Ends(body), StringComparer.OrdinalIgnoreCase))
        {
            throw ArmRefusal.Of(
                400, "CannotChangePrivateLinkConnectionOnPrivateEndpoint",
                $"Cannot change PrivateLinkServiceConnection on private endpoint {path.Text}.");
        }
    }

    /// <summary>A storage account lets one endpoint be made at a time; the operation of a second one begins well and ends badly.</summary>
    public static JsonObject? ErrorOf(ArmState state, ArmPath path, JsonObject body, DateTimeOffset now)
    {
        var isBusy = path.Is(Type) && Targets(body).Any(target =>
            target.Contains("/storageAccounts/", StringComparison.OrdinalIgnoreCase)
            && state.Resources.Values.Any(
                other => other.ReadyAt > now && IsTo(other, target) && !other.Id.Equals(path.Text, StringComparison.OrdinalIgnoreCase)));
        return isBusy ? new() { ["code"] = "StorageAccountOperationInProgress", ["message"] = Message } : null;
    }

    /// <summary>Who loses the target keeps an endpoint that leads nowhere, even if another target of that name comes.</summary>
    public static void Disconnect(ArmState state, string target)
    {
        foreach (var endpoint in state.Resources.Values.Where(endpoint => IsTo(endpoint, target)))
        {
            foreach (var connection in Connections(endpoint.Body))
            {
                connection["properties"]!["privateLinkServiceConnectionState"] = new JsonObject { ["status"] = "Disconnected", ["description"] = "The target was deleted." };
            }
        }
    }

    const string Message = "Call to Microsoft.Storage/storageAccounts failed. Error message: An operation is currently performing on this storage account that requires exclusive access.";

    static bool IsTo(StoredResource resource, string target) =>
        ArmPath.Parse(resource.Id)!.Is(Type) && Targets(resource.Body).Contains(target, StringComparer.OrdinalIgnoreCase);

    static IEnumerable<string> Ends(JsonObject body) =>
        Connections(body).Select(
            connection =>
                $"{(connection["properties"] as JsonObject)?.Text("privateLinkServiceId")} {connection["properties"]?["groupIds"]?.ToJsonString()}");

    static IEnumerable<string> Targets(JsonObject body) =>
        Connections(body).Select(connection => (connection["properties"] as JsonObject)?.Text("privateLinkServiceId")).OfType<string>();

    static IEnumerable<JsonObject> Connections(JsonObject body) =>
        (body["properties"]?["privateLinkServiceConnections"] as JsonArray ?? []).OfType<JsonObject>();
}
