using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Stands before the subnets of the clusters. Databricks writes its own rules into it, which stay; those of
/// anybody else are taken out.
/// Source: https://learn.microsoft.com/azure/databricks/security/network/classic/vnet-inject</summary>
public sealed record NetworkSecurityGroup(StageResources Stage) : AzureResource
{
    public override string Id => $"{new ResourceGroup(Stage).Id}/providers/Microsoft.Network/networkSecurityGroups/{Name}";

    public override string Kind => "Network security group";

    public override string Name => $"nsg-{Stage.Network!.Name}";

    public override string ApiVersion => "2026-03-01";

    public override IReadOnlyList<string> Needs => [new ResourceGroup(Stage).Id];

    public override IReadOnlyList<string> Fixed => ["location"];

    public override string Anew =>
        "take it off its subnets and delete it in the Azure portal (meanwhile no cluster starts)";

    public override IReadOnlyDictionary<string, string> Theirs => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["properties.securityRules"] = "Microsoft.Databricks-workspaces_UseOnly_",
    };

    public override JsonObject Body() => new()
    {
        ["location"] = Stage.Region,
        ["properties"] = new JsonObject { ["securityRules"] = new JsonArray() },
    };
}
