using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.GitHub;

/// <remarks>https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api</remarks>
static class GitHubRefusal
{
    public static Refusal NotFound() => Of(404, "Not Found");

    public static Refusal Of(int status, string message) => new(status, new JsonObject
    {
        ["message"] = message,
        ["documentation_url"] = "https://docs.github.com/rest",
        ["status"] = $"{status}",
    });

    public static Refusal Invalid(string resource, string field, string message) => new(422, new JsonObject
    {
        ["message"] = "Validation Failed",
        ["errors"] = new JsonArray(new JsonObject { ["resource"] = resource, ["field"] = field, ["code"] = "invalid", ["message"] = message }),
        ["documentation_url"] = "https://docs.github.com/rest",
        ["status"] = "422",
    });
}
