using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>The HTTP side: one subscription, its groups and resources of every type.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/resources and the rules for long-running operations at
/// https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations</remarks>
sealed class ArmApi(ArmResources resources, ArmCallers callers, ArmAccess access, EntraTenant tenant, SandboxOptions options)
{
    public void Map(IEndpointRouteBuilder routes) => routes.Map("/subscriptions/{**rest}", AnswerAsync);

    async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        context.Response.Headers["x-ms-correlation-request-id"] = context.Request.Headers["x-ms-correlation-request-id"].FirstOrDefault()
            ?? Guid.NewGuid().ToString();
        await callers.RequireAsync(context);
        if (context.Request.Query["api-version"].Count == 0)
        {
            throw ArmRefusal.Of(
                400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");
        }

        var text = context.Request.Path.Value!.TrimEnd('/');
        RequireSubscription(text);
        if (ArmProviders.TryAnswer(context, text, tenant) is { } answer)
        {
            await SendAsync(context, 200, answer);
        }
        else if (OperationAddress.ActionAt(text) is { } action)
        {
            access.Require(action, text);
            await PollAsync(context, text[(text.LastIndexOf('/') + 1)..]);
        }
        else
        {
            await ServeAsync(context, text);
        }
    }

    Task ServeAsync(HttpContext context, string text)
    {
        if (text.EndsWith("/providers/Microsoft.Authorization/permissions", StringComparison.OrdinalIgnoreCase))
        {
            return SendAsync(context, 200, access.Permissions());
        }

        if (DeletedVaults.IsList(text))
        {
            access.Require("Microsoft.KeyVault/deletedVaults/read", text);
            return SendAsync(context, 200, new JsonObject { ["value"] = resources.ListDeletedVaults(tenant.SubscriptionId.ToString()) });
        }

        if (DeletedVaultAddress.ParsePurge(text) is { } given && HttpMethods.IsPost(context.Request.Method))
        {
            access.Require("Microsoft.KeyVault/locations/deletedVaults/purge/action", given.Text);
            return SendAcceptedAsync(context, resources.PurgeVault(given));
        }

        if (DeletedVaultAddress.Parse(text) is { } vault)
        {
            access.Require("Microsoft.KeyVault/locations/deletedVaults/read", text);
            return SendAsync(context, 200, resources.FindDeletedVault(vault));
        }

        if (Listed(text) is { } which)
        {
            return SendAsync(context, 200, new JsonObject { ["value"] = resources.List(which) });
        }

        var path = ArmPath.Parse(text) ?? throw ArmRefusal.Of(404, "NotFound", $"There is nothing at '{text}'.");
        access.Require(context, path);
        return context.Request.Method switch
        {
            "GET" => SendAsync(context, 200, resources.Find(path) ?? throw Missing(path)),
            "HEAD" => SendAsync(context, resources.Find(path) is null ? 404 : 204, null),
            "PUT" => PutAsync(context, path),
            "PATCH" => PatchAsync(context, path),
            "DELETE" => DeleteAsync(context, path),
            var method => throw ArmRefusal.Of(405, "MethodNotAllowed", $"{method} is not allowed at '{text}'."),
        };
    }

    /// <summary>Which resources an address lists, or null if it is the address of one thing.</summary>
    static Func<StoredResource, bool>? Listed(string text)
    {
        if (text.EndsWith("/resources", StringComparison.OrdinalIgnoreCase))
        {
            var scope = text[..^"/resources".Length];
            return resource => IsUnder(resource, scope) && ArmPath.Parse(resource.Id) is { Type: not null, Parent: null };
        }

        if (ArmPath.Parse(text) is not { IsList: true } path)
        {
            return null;
        }

        if (path.Type is null)
        {
            return resource => ArmPath.Parse(resource.Id) is { IsGroup: true };
        }

        var provider = text.LastIndexOf("/providers/", StringComparison.OrdinalIgnoreCase);
        var parent = text[(provider + "/providers/".Length)..].Count(letter => letter == '/') > 1
            ? text[..text.LastIndexOf('/')]
            : text[..provider];
        return resource => IsUnder(resource, parent) && ArmPath.Parse(resource.Id)!.Is(path.Type);
    }

    static bool IsUnder(StoredResource resource, string scope) => resource.Id.StartsWith(scope + "/", StringComparison.OrdinalIgnoreCase);

    async Task PutAsync(HttpContext context, ArmPath path)
    {
        var given = await ReadAsync(context);
        ArmChecks.RequirePublished(path, context.Request.Query["api-version"].ToString(), given);
        var (body, created, operation) = resources.Put(path, given, context.Request.Headers.IfMatch.FirstOrDefault());
        if (operation is null)
        {
            await SendAsync(context, created ? 201 : 200, body);
            return;
        }

        var byLocation = ArmLongRunning.StyleOf(path.Type!) is CreateStyle.Location;
        context.Response.Headers[byLocation ? "Location" : "Azure-AsyncOperation"] = AddressOf(
            context, operation, byLocation ? "result" : "status");
        AddRetryAfter(context);
        await SendAsync(context, byLocation ? 202 : 201, byLocation ? null : body);
    }

    async Task PatchAsync(HttpContext context, ArmPath path)
    {
        var merged = resources.Merged(path, await ReadAsync(context));
        ArmChecks.RequirePublished(path, context.Request.Query["api-version"].ToString(), merged);
        await SendAsync(context, 200, resources.Put(path, merged).Body);
    }

    Task DeleteAsync(HttpContext context, ArmPath path)
    {
        if (resources.Delete(path) is not { } operation)
        {
            return path.IsGroup ? throw ArmRefusal.NoGroup(path.Group!) : SendAsync(context, 204, null);
        }

        if (!resources.IsRunning(operation) && !path.IsGroup)
        {
            return SendAsync(context, 200, null);
        }

        return SendAcceptedAsync(context, operation);
    }

    Task SendAcceptedAsync(HttpContext context, ArmOperation operation)
    {
        context.Response.Headers.Location = AddressOf(context, operation, "result");
        AddRetryAfter(context);
        return SendAsync(context, 202, null);
    }

    /// <summary>The last word of the kind tells how the operation is asked for: its status, or its result.</summary>
    Task PollAsync(HttpContext context, string id)
    {
        var operation = resources.FindOperation(id) is { } begun && resources.IsKnown(begun)
            ? begun
            : throw ArmRefusal.Of(404, "OperationNotFound", $"The operation '{id}' was not found.");
        var running = resources.IsRunning(operation);
        if (running)
        {
            AddRetryAfter(context);
        }

        if (context.Request.Query["t"] == "status")
        {
            var status = running ? "InProgress" : operation.Error is null ? "Succeeded" : "Failed";
            return SendAsync(
                context, 200,
                new JsonObject { ["name"] = operation.Id, ["status"] = status, ["error"] = running ? null : operation.Error?.DeepClone() });
        }

        return running ? SendAsync(context, 202, null)
            : operation.Deletes ? SendAsync(context, 200, null)
            : SendAsync(context, 200, resources.Find(ArmPath.Parse(operation.Target)!));
    }

    string AddressOf(HttpContext context, ArmOperation operation, string kind) =>
        $"https://{context.Request.Host}{OperationAddress.Of(tenant.SubscriptionId, operation)}?api-version={context.Request.Query["api-version"]}&t={kind}";

    void AddRetryAfter(HttpContext context) =>
        context.Response.Headers.RetryAfter = options.ArmDuration >= TimeSpan.FromSeconds(1) ? "1" : "0";

    void RequireSubscription(string text)
    {
        if (text.Split('/') is [_, _, var given, ..] && given != tenant.SubscriptionId.ToString())
        {
            throw ArmRefusal.Of(404, "SubscriptionNotFound", $"The subscription '{given}' could not be found.");
        }
    }

    static Refusal Missing(ArmPath path) => path.IsGroup ? ArmRefusal.NoGroup(path.Group!) : ArmRefusal.NoResource(path);

    static async Task<JsonObject> ReadAsync(HttpContext context) => await context.Request.ReadJsonObjectAsync()
        ?? throw ArmRefusal.Of(400, "InvalidRequestContent", "The request content was invalid and could not be deserialized.");

    static Task SendAsync(HttpContext context, int status, JsonNode? body)
    {
        context.Response.StatusCode = status;
        return body is null ? Task.CompletedTask : context.Response.WriteAsJsonAsync(body, context.RequestAborted);
    }
}
