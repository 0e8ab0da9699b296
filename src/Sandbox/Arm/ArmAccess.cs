using System.Collections.Concurrent;
using System.IO.Enumeration;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>What the service principal may do: everything, but what is taken from it.</summary>
public sealed class ArmAccess(EntraTenant tenant)
{
    readonly ConcurrentDictionary<string, byte> _denied = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="action">Like <c>Microsoft.Storage/storageAccounts/write</c>, with <c>*</c> for any text.</param>
    public void Deny(string action) => _denied[action] = 0;

    public void Allow(string action) => _denied.TryRemove(action, out _);

    /// <summary>As <c>Microsoft.Authorization/permissions</c> tells it.</summary>
    internal JsonObject Permissions() => new()
    {
        ["value"] = new JsonArray(new JsonObject
        {
            ["actions"] = new JsonArray("*"),
            ["notActions"] = new JsonArray([.. _denied.Keys.Order(StringComparer.Ordinal).Select(action => (JsonNode)action)]),
            ["dataActions"] = new JsonArray(),
            ["notDataActions"] = new JsonArray(),
        }),
    };

    internal void Require(HttpContext context, ArmPath path)
    {
        var verb = context.Request.Method switch { "GET" or "HEAD" => "read", "DELETE" => "delete", "POST" => "action", _ => "write" };
        var type = path.Type ?? "Microsoft.Resources/subscriptions/resourceGroups";
        Require($"{type}/{verb}", path.Text);
    }

    internal void Require(string action, string scope)
    {
        if (_denied.Keys.Any(denied => FileSystemName.MatchesSimpleExpression(denied, action, ignoreCase: true)))
        {
            throw ArmRefusal.Of(
                403,
                "AuthorizationFailed",
                $"The client '{tenant.ReleaseClientId}' with object id '{tenant.ReleaseObjectId}' does not have authorization to perform action "
                + $"'{action}' over scope '{scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.");
        }
    }
}
