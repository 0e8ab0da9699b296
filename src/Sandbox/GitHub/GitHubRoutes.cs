using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>Maps REST calls: checks the token, knows the one repository, answers JSON with an ETag and the rate limit's headers.</summary>
sealed class GitHubRoutes(IEndpointRouteBuilder routes, string token, TimeProvider clock)
{
    public const string Api = "/api/v3";
    public const string Repository = $"{Api}/repos/{GitRepository.Owner}/{GitRepository.Name}";

    const int Limit = 5000;

    public void Get(string path, Func<HttpContext, JsonNode> read) =>
        routes.MapGet(path, Handler(context => Task.FromResult((200, (JsonNode?)read(context)))));

    /// <param name="act">The status and the body, null for none.</param>
    public void Map(string method, string path, Func<HttpContext, Task<(int Status, JsonNode? Body)>> act) =>
        routes.MapMethods(path, [method], Handler(act));

    public void Redirect(string path, Func<HttpContext, string> target) => routes.MapGet(path, context =>
    {
        RequireToken(context);
        context.Response.Redirect(target(context));
        return Task.CompletedTask;
    });

    RequestDelegate Handler(Func<HttpContext, Task<(int Status, JsonNode? Body)>> act) => context => AnswerAsync(context, act);

    async Task AnswerAsync(HttpContext context, Func<HttpContext, Task<(int Status, JsonNode? Body)>> act)
    {
        RequireToken(context);
        var (status, body) = await act(context);
        context.Response.Headers["X-GitHub-Media-Type"] = "github.v3; format=json";
        context.Response.Headers["X-RateLimit-Limit"] = $"{Limit}";
        context.Response.Headers["X-RateLimit-Remaining"] = $"{Limit - 1}";
        context.Response.Headers["X-RateLimit-Used"] = "1";
        context.Response.Headers["X-RateLimit-Reset"] = $"{clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds()}";
        context.Response.StatusCode = status;
        if (body is null)
        {
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        if (HttpMethods.IsGet(context.Request.Method))
        {
            var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"";
            context.Response.Headers.ETag = tag;
            if (context.Request.Headers.IfNoneMatch.Contains(tag, StringComparer.Ordinal))
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    void RequireToken(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            throw GitHubRefusal.Of(401, "Requires authentication");
        }

        var given = header[(header.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token)))
        {
            throw GitHubRefusal.Of(401, "Bad credentials");
        }
    }
}
