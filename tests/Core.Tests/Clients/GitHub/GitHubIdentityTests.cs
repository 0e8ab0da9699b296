using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ReleasePortal.Core.Clients.GitHub;

namespace ReleasePortal.Core.Tests.Clients.GitHub;

public sealed class GitHubIdentityTests
{
    [Fact]
    public async Task An_app_proves_itself_once_and_uses_its_installation_token_until_it_ends()
    {
        using var key = RSA.Create(2048);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        List<string> seen = [];
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["GitHub:App:Id"] = "Iv1.app",
            ["GitHub:App:InstallationId"] = "42",
            ["GitHub:App:PrivateKeyFile"] = file,
        };
        await using var github = await GitHubFixture.StartAsync(app =>
        {
            app.MapPost("/api/v3/app/installations/42/access_tokens", (HttpContext http) =>
            {
                var jwt = http.Request.Headers.Authorization.ToString()["Bearer ".Length..].Split('.');
                var isOurs = key.VerifyData(
                    Encoding.ASCII.GetBytes($"{jwt[0]}.{jwt[1]}"), Base64Url.DecodeFromChars(jwt[2]), HashAlgorithmName.SHA256,
                    RSASignaturePadding.Pkcs1);
                seen.Add(
                    $"{isOurs} {Encoding.UTF8.GetString(Base64Url.DecodeFromChars(jwt[1])).Contains("\"iss\":\"Iv1.app\"", StringComparison.Ordinal)}");
                return Json($$"""{"token":"installation","expires_at":"{{TimeProvider.System.GetUtcNow().AddHours(1):O}}"}""", 201);
            });
            app.MapGet("/api/v3/repos/nanba/elt/branches/{name}", (HttpContext http) =>
            {
                seen.Add(http.Request.Headers.Authorization.ToString());
                return Json("""{"name":"main","commit":{"sha":"a"}}""");
            });
        }, settings);

        await github.Get<GitHubCommits>().HeadAsync(GitHubFixture.Repository, "main", TestContext.Current.CancellationToken);
        await github.Get<GitHubCommits>().HeadAsync(GitHubFixture.Repository, "next", TestContext.Current.CancellationToken);

        seen.ShouldBe(["True True", "Bearer installation", "Bearer installation"]);
        File.Delete(file);
    }

    [Fact]
    public void Every_wrong_setting_is_named_at_once()
    {
        var result = new GitHubOptionsValidator().Validate(null, new GitHubOptions
        {
            Token = "t",
            App = new(),
        });

        result.Failures!.Select(fault => fault.Split(": ")[0]).ShouldBe(
            ["GitHub:Token", "GitHub:App:Id", "GitHub:App:InstallationId", "GitHub:App:PrivateKeyFile"]);
    }

    [Fact]
    public void Nothing_set_asks_for_a_token_or_an_app() =>
        new GitHubOptionsValidator().Validate(null, new()).FailureMessage.ShouldStartWith("GitHub:Token: set a token, or GitHub:App:Id");

    static IResult Json(string body, int status = 200) => Results.Text(body, "application/json", null, status);
}
