using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>What the providers add to a body: ids, addresses and defaults.</summary>
static class ServerFields
{
    /// <param name="known">As it was, if it is there already.</param>
    public static JsonObject Complete(ArmPath path, string id, JsonObject given, JsonObject? known, Guid tenant, DateTimeOffset now)
    {
        var body = WithoutNulls(given);
        BackReferences.Forget(path, body);
        body["id"] = id;
        body["name"] = path.Name;
        body["type"] = path.Type ?? "Microsoft.Resources/resourceGroups";
        if (body["properties"] is not JsonObject properties)
        {
            body["properties"] = properties = [];
        }

        properties.Remove("provisioningState");
        switch (path.Type?.ToLowerInvariant())
        {
            case "microsoft.storage/storageaccounts":
                CompleteStorage(path.Name, body, properties, now);
                break;
            case "microsoft.storage/storageaccounts/blobservices/containers":
                properties["publicAccess"] ??= "None";
                properties["hasLegalHold"] ??= false;
                properties["leaseState"] ??= "Available";
                body["etag"] = $"\"0x{now.Ticks:X}\"";
                break;
            case "microsoft.keyvault/vaults":
                properties["vaultUri"] = $"https://{path.Name}.vault.azure.net/";
                properties["tenantId"] ??= tenant.ToString();
                properties["accessPolicies"] ??= new JsonArray();
                properties["publicNetworkAccess"] ??= "Enabled";
                break;
            case "microsoft.databricks/workspaces":
                var number = 4_815_162_342_000_000 + (id.ToLowerInvariant().Sum(letter => letter) * 7919L);
                properties["workspaceId"] ??= number.ToString(CultureInfo.InvariantCulture);
                properties["workspaceUrl"] ??= $"adb-{properties["workspaceId"]}.7.azuredatabricks.net";
                break;
            case "microsoft.databricks/accessconnectors" when body["identity"] is JsonObject identity:
                // Another one each time that the connector is made: roles stay with the identity that they were given to.
                identity["principalId"] = (known?["identity"] as JsonObject)?.Text("principalId")
                    ?? NetworkFields.Number(string.Create(CultureInfo.InvariantCulture, $"{id} {now.Ticks}")).ToString();
                identity["tenantId"] = tenant.ToString();
                break;
            case "microsoft.network/virtualnetworks":
                NetworkFields.CompleteNetwork(id, properties);
                break;
            case "microsoft.network/networksecuritygroups":
                properties["securityRules"] ??= new JsonArray();
                properties["resourceGuid"] = NetworkFields.Number(id).ToString();
                break;
            case "microsoft.network/privateendpoints":
                NetworkFields.CompleteEndpoint(id, properties);
                break;
            case "microsoft.network/privatednszones":
                properties["numberOfRecordSets"] = 1;
                properties["maxNumberOfVirtualNetworkLinks"] = 1000;
                break;
            case "microsoft.authorization/roleassignments":
                properties["scope"] = id[..id.LastIndexOf("/providers/", StringComparison.OrdinalIgnoreCase)];
                properties["createdOn"] ??= now.ToString("O", CultureInfo.InvariantCulture);
                break;
        }

        ETags.Renew(path, body);
        return body;
    }

    /// <summary>Clients that send null mean "not given"; an echoed null breaks the Azure libraries.</summary>
    public static JsonObject WithoutNulls(JsonObject given)
    {
        var clean = new JsonObject();
        foreach (var (name, value) in given)
        {
            if (value is not null)
            {
                clean[name] = value is JsonObject nested ? WithoutNulls(nested) : value.DeepClone();
            }
        }

        return clean;
    }

    static void CompleteStorage(string name, JsonObject body, JsonObject properties, DateTimeOffset now)
    {
        properties["primaryEndpoints"] = new JsonObject
        {
            ["blob"] = $"https://{name}.blob.core.windows.net/",
            ["dfs"] = $"https://{name}.dfs.core.windows.net/",
        };
        properties["primaryLocation"] = body.Text("location");
        properties["statusOfPrimary"] = "available";
        properties["creationTime"] ??= now.ToString("O", CultureInfo.InvariantCulture);
        properties["supportsHttpsTrafficOnly"] ??= true;
        properties["minimumTlsVersion"] ??= "TLS1_0";
        properties["allowBlobPublicAccess"] ??= false;
        properties["networkAcls"] ??= new JsonObject
        {
            ["bypass"] = "AzureServices",
            ["defaultAction"] = "Allow",
            ["ipRules"] = new JsonArray(),
            ["virtualNetworkRules"] = new JsonArray(),
        };
        properties["accessTier"] ??= "Hot";
        if (body["sku"] is JsonObject sku)
        {
            sku["tier"] = sku.Text("name")?.Split('_')[0];
        }
    }
}
