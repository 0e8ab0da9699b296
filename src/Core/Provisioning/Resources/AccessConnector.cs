using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>The managed identity of Unity Catalog. Source:
/// https://learn.microsoft.com/azure/templates/microsoft.databricks/accessconnectors</summary>
public sealed record AccessConnector(StageResources Stage) : AzureResource
{
    public override string Id => $"{new ResourceGroup(Stage).Id}/providers/Microsoft.Databricks/accessConnectors/{Name}";

    public override string Kind => "Access connector";

    public override string Name => Stage.AccessConnector!;

    public override string ApiVersion => "2026-01-01";

    public override IReadOnlyList<string> Needs => [new ResourceGroup(Stage).Id];

    public override IReadOnlyList<string> Fixed => ["location"];

    public override string Anew =>
        "delete it in the Azure portal (meanwhile Unity Catalog does not reach the storage account)";

    /// <summary>Of the identity, known only once Azure has made it.</summary>
    public string PrincipalId => Later.Of(Id, "identity.principalId");

    public override JsonObject Body() => new()
    {
        ["location"] = Stage.Region,
        ["identity"] = new JsonObject { ["type"] = "SystemAssigned" },
    };

    /// <summary>The identities that others gave it stay beside its own.</summary>
    public override JsonObject Beside(JsonObject wanted, JsonObject found)
    {
        var types = ((string?)found["identity"]?["type"] ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (!types.Contains("UserAssigned", StringComparer.OrdinalIgnoreCase))
        {
            return wanted;
        }

        var both = wanted.DeepClone().AsObject();
        both["identity"]!["type"] = types.Length > 1 ? (string?)found["identity"]!["type"] : "SystemAssigned,UserAssigned";
        return both;
    }

    public override IEnumerable<SettingFault> Faults() => AzureNames.AccessConnector(Name);
}
