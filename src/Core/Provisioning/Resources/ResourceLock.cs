using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Azure refuses to delete what carries it. Source:
/// https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources</summary>
public sealed record ResourceLock(AzureResource On) : AzureResource
{
    public override string Id => $"{On.Id}/providers/Microsoft.Authorization/locks/release-portal";

    public override string Kind => "Lock";

    public override string Name => $"release-portal on {On.Name}";

    public override string ApiVersion => "2020-05-01";

    public override IReadOnlyList<string> Needs => [On.Id];

    public override JsonObject Body() => new()
    {
        ["properties"] = new JsonObject { ["level"] = "CanNotDelete", ["notes"] = "Holds data of a stage. Remove the lock only to delete it for good." },
    };
}
