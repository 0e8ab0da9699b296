using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Core.Clients.Azure;

namespace ReleasePortal.Core.Tests.Clients.Azure;

/// <summary>The credentials that are no secret, as the real Azure.Identity sends them to the token endpoint.</summary>
public sealed class CredentialTests
{
    const string Tenant = "5f3c8f1e-0000-0000-0000-000000000002";
    const string Client = "5f3c8f1e-0000-0000-0000-000000000003";

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_certificate_signs_an_assertion_and_never_leaves_the_machine()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=nanba-release", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var file = await WriteAsync($"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");

        var form = await AskedAsync("Azure:ClientCertificateFile", file);

        form["client_assertion_type"].ShouldBe("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        var parts = form["client_assertion"].Split('.');
        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        key.VerifyData(signed, System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
            .ShouldBeTrue();
        Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1])).ShouldContain($"\"sub\":\"{Client}\"");
    }

    [Fact]
    public async Task The_platforms_own_token_is_the_proof_of_a_workload()
    {
        var file = await WriteAsync("the-platforms-token");

        var form = await AskedAsync("Azure:WorkloadIdentityTokenFile", file);

        form["client_assertion"].ShouldBe("the-platforms-token");
        form["client_id"].ShouldBe(Client);
        form.ShouldNotContainKey("client_secret");
    }

    /// <summary>Asks for a token with the credential that the setting names; returns the form that the token endpoint got.</summary>
    static async Task<Dictionary<string, string>> AskedAsync(string setting, string file)
    {
        Dictionary<string, string> form = [];
        await using var service = await LocalService.StartAsync(
            app => app.MapPost($"/{Tenant}/oauth2/v2.0/token", async (HttpRequest request) =>
            {
                form = (await request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString());
                return AzureFixture.Json("""{"token_type":"Bearer","expires_in":3600,"access_token":"granted"}""");
            }),
            tls: true);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Trust:CertificateFile"] = service.CertificateFile,
            ["Azure:SubscriptionId"] = "5f3c8f1e-0000-0000-0000-000000000001",
            ["Azure:TenantId"] = Tenant,
            ["Azure:ClientId"] = Client,
            ["Azure:AuthorityUrl"] = service.Url.AbsoluteUri,
            ["Azure:InstanceDiscovery"] = "false",
            [setting] = file,
        }).Build();
        await using var services = new ServiceCollection().AddAzureClient(configuration).BuildServiceProvider();

        (await services.GetRequiredService<EntraTokens>().ForDatabricksAsync(Soon)).Reveal().ShouldBe("granted");

        File.Delete(file);
        return form;
    }

    static async Task<string> WriteAsync(string text)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pem");
        await File.WriteAllTextAsync(file, text, Soon);
        return file;
    }
}
