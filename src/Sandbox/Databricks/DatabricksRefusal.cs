using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <remarks>https://docs.databricks.com/api/azure/workspace/introduction</remarks>
static class DatabricksRefusal
{
    public static Refusal Of(int status, string code, string message) =>
        new(status, new JsonObject { ["error_code"] = code, ["message"] = message });

    public static Refusal NotFound(string message) => Of(404, "RESOURCE_DOES_NOT_EXIST", message);

    public static Refusal Invalid(string message) => Of(400, "INVALID_PARAMETER_VALUE", message);

    public static Refusal Missing(string field) => Invalid($"Missing required field: {field}");
}
