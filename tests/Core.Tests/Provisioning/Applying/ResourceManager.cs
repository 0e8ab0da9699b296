using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ReleasePortal.Core.Tests.Clients.Azure;

namespace ReleasePortal.Core.Tests.Provisioning.Applying;

/// <summary>Keeps resources as Azure does, as far as the provisioner can tell: it adds fields, writes regions its own
/// way and takes its time.</summary>
public sealed class ResourceManager
{
    public ConcurrentDictionary<string, JsonObject> Resources { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The ids of all writes, in order.</summary>
    public ConcurrentQueue<string> Writes { get; } = [];

    /// <summary>What was last sent for a resource.</summary>
    public ConcurrentDictionary<string, JsonObject> Sent { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Answers instead, if it answers.</summary>
    public Func<HttpRequest, IResult?> Refuse { get; set; } = _ => null;

    public void Map(WebApplication app)
    {
        app.MapGet("/subscriptions/{**id}", (HttpRequest request) =>
            Refuse(request) ?? (Resources.TryGetValue(request.Path, out var found)
                ? AzureFixture.Json(found.ToJsonString())
                : AzureFixture.Json("""{"error":{"code":"ResourceNotFound","message":"It is not there."}}""", 404)));
        app.MapPut("/subscriptions/{**id}", async (HttpRequest request) => Refuse(request) ?? await WriteAsync(request));
        app.MapGet("/operations/{number:int}", () => AzureFixture.Json("""{"status":"Succeeded"}"""));
    }

    async Task<IResult> WriteAsync(HttpRequest request)
    {
        var body = (await JsonNode.ParseAsync(request.Body))!.AsObject();
        Writes.Enqueue(request.Path.Value!);
        Sent[request.Path.Value!] = body.DeepClone().AsObject();
        body["id"] = request.Path.Value;
        if (body["location"] is not null)
        {
            body["location"] = "UK South";
            body["properties"] ??= new JsonObject();
            body["properties"]!["provisioningState"] = "Succeeded";
        }

        Resources[request.Path.Value!] = body;
        request.HttpContext.Response.Headers["Azure-AsyncOperation"] = $"https://{request.Host}/operations/{Writes.Count}";
        request.HttpContext.Response.Headers.RetryAfter = "0";
        return AzureFixture.Json(body.ToJsonString(), 201);
    }
}
