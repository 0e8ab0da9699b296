using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <remarks>https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors</remarks>
static class ArmRefusal
{
    public static Refusal Of(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    public static Refusal NoGroup(string name) => Of(404, "ResourceGroupNotFound", $"Resource group '{name}' could not be found.");

    public static Refusal NoResource(ArmPath path) => path.Group is null
        ? Of(404, "ResourceNotFound", $"The Resource '{path.Type}/{path.Name}' was not found.")
        : Of(404, "ResourceNotFound", $"The Resource '{path.Type}/{path.Name}' under resource group '{path.Group}' was not found. "
            + "For more details please go to https://aka.ms/ARMResourceNotFoundFix");

    public static Refusal NoParent(ArmPath path, string parent) => Of(
        404,
        "ParentResourceNotFound",
        $"Failed to perform 'write' on resource(s) of type '{path.Type}', because the parent resource '{parent}' could not be found.");
}
