using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>What is refused for the body alone: what no published type allows, and references to things that are not there.</summary>
static class ArmChecks
{
    public static void RequirePublished(ArmPath path, string apiVersion, JsonObject body)
    {
        var type = path.Type ?? "Microsoft.Resources/resourceGroups";
        if (!PublishedTypes.Knows(type, apiVersion))
        {
            throw ArmRefusal.Of(
                400, "NoRegisteredProviderFound",
                $"No registered resource provider found for location and API version '{apiVersion}' for type '{type}'.");
        }

        var faults = PublishedTypes.FaultsOf(type, apiVersion, ServerFields.WithoutNulls(body)).Where(fault => !fault.IsReadOnly).ToList();
        if (faults.Count > 0)
        {
            throw ArmRefusal.Of(400, "InvalidRequestContent", $"The request content was invalid: {string.Join(' ', faults)}");
        }
    }

    /// <summary>Every id of this subscription's groups that a body names must be there, or a part of something that is.</summary>
    public static void RequireReferences(ArmState state, ArmPath path, JsonObject body)
    {
        var missing = Ids(body["properties"]).FirstOrDefault(id =>
            id.Contains("/resourceGroups/", StringComparison.OrdinalIgnoreCase)
            && id.Contains("/providers/", StringComparison.OrdinalIgnoreCase)
            && !id.StartsWith(path.Text, StringComparison.OrdinalIgnoreCase)
            && !Exists(state, id));
        if (missing is not null)
        {
            throw ArmRefusal.Of(
                400, "InvalidResourceReference",
                $"Resource {missing} referenced by resource {path.Text} was not found. Please make sure that the referenced resource exists.");
        }
    }

    static bool Exists(ArmState state, string id) => state.Resources.ContainsKey(id)
        || (id.LastIndexOf("/subnets/", StringComparison.OrdinalIgnoreCase) is var at and > 0
            && state.Resources.TryGetValue(id[..at], out var network)
            && (network.Body["properties"]?["subnets"] as JsonArray ?? [])
                .Any(
                    subnet => string.Equals(
                        (subnet as JsonObject)?.Text("name"), id[(at + "/subnets/".Length)..], StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whatever a body refers to.</summary>
    public static IEnumerable<string> Ids(JsonNode? node) => node switch
    {
        JsonObject fields => fields.Where(field => field.Key is not ("scope" or "vaultId")).SelectMany(field => Ids(field.Value)),
        JsonArray items => items.SelectMany(Ids),
        JsonValue value when value.TryGetValue<string>(out var text)
            && text.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) => [text],
        _ => [],
    };
}
