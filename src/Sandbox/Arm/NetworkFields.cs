using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>What the network provider adds to networks and private endpoints.</summary>
static class NetworkFields
{
    /// <summary>The same for the same id, like everything that the sandbox makes up.</summary>
    public static Guid Number(string id) => new(SHA256.HashData(Encoding.UTF8.GetBytes(id.ToUpperInvariant())).AsSpan(0, 16));

    public static void CompleteNetwork(string id, JsonObject properties)
    {
        properties["resourceGuid"] = Number(id).ToString();
        properties["enableDdosProtection"] ??= false;
        properties["virtualNetworkPeerings"] ??= new JsonArray();
        properties["subnets"] ??= new JsonArray();
        foreach (var subnet in properties["subnets"]!.AsArray().OfType<JsonObject>())
        {
            subnet["id"] = $"{id}/subnets/{subnet.Text("name")}";
            subnet["etag"] = $"W/\"{Number(id + subnet.Text("name"))}\"";
            subnet["type"] = "Microsoft.Network/virtualNetworks/subnets";
            var inner = subnet["properties"] as JsonObject ?? [];
            subnet["properties"] = inner;
            inner["provisioningState"] = "Succeeded";
            inner["privateEndpointNetworkPolicies"] ??= "Disabled";
            inner["privateLinkServiceNetworkPolicies"] ??= "Enabled";
            inner["delegations"] ??= new JsonArray();
        }
    }

    public static void CompleteEndpoint(string id, JsonObject properties)
    {
        var address = $"10.20.0.{(Number(id).ToByteArray()[0] % 250) + 4}";
        foreach (var connection in (properties["privateLinkServiceConnections"] as JsonArray ?? []).OfType<JsonObject>())
        {
            connection["id"] = $"{id}/privateLinkServiceConnections/{connection.Text("name")}";
            var inner = connection["properties"]!.AsObject();
            inner["provisioningState"] = "Succeeded";
            inner["privateLinkServiceConnectionState"] ??= new JsonObject
            {
                ["status"] = "Approved",
                ["description"] = "Auto-Approved",
                ["actionsRequired"] = "None",
            };
            properties["customDnsConfigs"] = new JsonArray(new JsonObject
            {
                ["fqdn"] = string.Create(CultureInfo.InvariantCulture, $"{inner.Text("privateLinkServiceId")?.Split('/')[^1]}.private"),
                ["ipAddresses"] = new JsonArray(address),
            });
        }

        properties["manualPrivateLinkServiceConnections"] ??= new JsonArray();
    }
}
