using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Portal.Webhooks;

/// <summary>GitHub says that something happened; the portal then looks for itself and believes nothing of what was
/// sent but the repository's name.
/// Source: https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries</summary>
static class GitHubWebhook
{
    /// <summary>GitHub sends at most 25 MB; what we read of it is at the front of far smaller ones.</summary>
    const long LargestDelivery = 25 * 1024 * 1024;

    public static void MapGitHubWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/github", ReceiveAsync)
            .AllowAnonymous()
            .DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(LargestDelivery), new SkipStatusCodePagesAttribute());

    static async Task<IResult> ReceiveAsync(
        HttpRequest request, IConfiguration configuration, LookSoon look, CancellationToken cancellationToken)
    {
        if (configuration["GitHub:WebhookSecret"] is not { Length: > 0 } secret)
        {
            return Results.NotFound();
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        if (!IsFromGitHub(body.GetBuffer().AsSpan(0, (int)body.Length), secret, request.Headers["X-Hub-Signature-256"].ToString()))
        {
            return Results.Unauthorized();
        }

        body.Position = 0;
        if (await RepositoryAsync(body, cancellationToken) is { } repository)
        {
            look.Ask(repository);
        }

        return Results.Accepted();
    }

    static bool IsFromGitHub(ReadOnlySpan<byte> body, string secret, string signature) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}"),
        Encoding.ASCII.GetBytes(signature));

    static async Task<string?> RepositoryAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("repository", out var repository)
                && repository.ValueKind is JsonValueKind.Object
                && repository.TryGetProperty("full_name", out var name) ? name.GetString() : null;
        }
        catch (JsonException)
        {
            // Signed, but not JSON: the webhook's content type is set to a form. There is nothing to learn from it.
            return null;
        }
    }
}
