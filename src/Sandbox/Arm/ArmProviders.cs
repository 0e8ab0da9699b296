using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>The subscription itself and the resource providers, which are all registered.</summary>
static class ArmProviders
{
    /// <summary>Null if the address is none of these.</summary>
    public static JsonNode? TryAnswer(HttpContext context, string text, EntraTenant tenant) => text.Split('/')[1..] switch
    {
        ["subscriptions"] => new JsonObject { ["value"] = new JsonArray(Subscription(tenant)) },
        ["subscriptions", _] when HttpMethods.IsGet(context.Request.Method) => Subscription(tenant),
        ["subscriptions", _, var providers, var name] when IsProviders(providers) => Provider(tenant, name),
        ["subscriptions", _, var providers, var name, "register"] when IsProviders(providers) => Provider(tenant, name),
        _ => null,
    };

    static bool IsProviders(string text) => string.Equals(text, "providers", StringComparison.OrdinalIgnoreCase);

    static JsonObject Subscription(EntraTenant tenant) => new()
    {
        ["id"] = $"/subscriptions/{tenant.SubscriptionId}",
        ["subscriptionId"] = tenant.SubscriptionId.ToString(),
        ["tenantId"] = tenant.Id.ToString(),
        ["displayName"] = "Nanba data platform",
        ["state"] = "Enabled",
        ["authorizationSource"] = "RoleBased",
        ["subscriptionPolicies"] = new JsonObject { ["spendingLimit"] = "Off" },
    };

    static JsonObject Provider(EntraTenant tenant, string name) => new()
    {
        ["id"] = $"/subscriptions/{tenant.SubscriptionId}/providers/{name}",
        ["namespace"] = name,
        ["registrationState"] = "Registered",
        ["registrationPolicy"] = "RegistrationRequired",
        ["resourceTypes"] = new JsonArray(),
    };
}
