using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>The short-lived proof that we are the app.
/// Source:
/// https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app</summary>
static class AppJwt
{
    /// <summary>Issued in the past, for clocks that disagree.</summary>
    static readonly TimeSpan ClockDrift = TimeSpan.FromSeconds(60);

    /// <summary>GitHub refuses more than ten minutes.</summary>
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(9);

    public static string Sign(string appId, string privateKeyPem, DateTimeOffset now)
    {
        using var key = RSA.Create();
        key.ImportFromPem(privateKeyPem);
        var header = Part(new { alg = "RS256", typ = "JWT" });
        var claims = Part(new { iat = (now - ClockDrift).ToUnixTimeSeconds(), exp = (now + Lifetime).ToUnixTimeSeconds(), iss = appId });
        var signature = key.SignData(
            System.Text.Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    static string Part(object content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));
}
