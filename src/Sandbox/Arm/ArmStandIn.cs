using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>Azure Resource Manager with one empty subscription.</summary>
public sealed class ArmStandIn
{
    readonly ArmResources _resources;
    readonly ArmApi _api;

    internal ArmStandIn(StateFolder folder, EntraStandIn entra, SandboxUris uris, SandboxOptions options)
    {
        _resources = new(folder.Open<ArmState>("arm.json"), options, new(uris), entra.Tenant.Id);
        Access = new(entra.Tenant);
        _api = new(_resources, new ArmCallers(entra), Access, entra.Tenant, options);
    }

    /// <summary>What the service principal may do.</summary>
    public ArmAccess Access { get; }

    /// <summary>Everything that exists, resource groups too, by id.</summary>
    public IReadOnlyDictionary<string, JsonObject> Resources => _resources
        .List(_ => true)
        .OfType<JsonObject>()
        .ToDictionary(resource => resource.Text("id")!, resource => resource.Copy(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Puts a resource there as if somebody had used the Azure portal.</summary>
    public void Put(string id, JsonObject body) =>
        _resources.Put(ArmPath.Parse(id) ?? throw new ArgumentException($"'{id}' is not the id of a resource.", nameof(id)), body);

    /// <summary>Deletes a resource as if somebody had used the Azure portal; locks hold.</summary>
    public void Delete(string id) =>
        _resources.Delete(ArmPath.Parse(id) ?? throw new ArgumentException($"'{id}' is not the id of a resource.", nameof(id)));

    internal void Map(IEndpointRouteBuilder routes) => _api.Map(routes);
}
