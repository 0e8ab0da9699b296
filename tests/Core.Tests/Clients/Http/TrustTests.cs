using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.Http;

namespace ReleasePortal.Core.Tests.Clients.Http;

public sealed class TrustTests
{
    [Fact]
    public async Task A_private_authority_is_trusted_once_its_certificate_is_named()
    {
        await using var service = await LocalService.StartAsync(app => app.MapGet("/", () => Results.Ok()), tls: true);
        using var http = new HttpClient(new TrustedHandlers(Options.Create(new TrustOptions { CertificateFile = service.CertificateFile })).Create());

        var answer = await http.GetAsync(service.Url, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_unknown_authority_is_not_trusted()
    {
        await using var service = await LocalService.StartAsync(app => app.MapGet("/", () => Results.Ok()), tls: true);
        await using var other = await LocalService.StartAsync(_ => { }, tls: true);
        using var without = new HttpClient(new TrustedHandlers(Options.Create(new TrustOptions())).Create());
        using var withOther = new HttpClient(new TrustedHandlers(Options.Create(new TrustOptions { CertificateFile = other.CertificateFile })).Create());

        await Should.ThrowAsync<HttpRequestException>(() => without.GetAsync(service.Url, TestContext.Current.CancellationToken));
        await Should.ThrowAsync<HttpRequestException>(() => withOther.GetAsync(service.Url, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/no/such/file.pem")]
    [InlineData(null)]
    public void A_certificate_file_that_cannot_be_read_stops_the_start(string? file)
    {
        var empty = Path.GetTempFileName();

        var result = new TrustOptionsValidator().Validate(null, new TrustOptions { CertificateFile = file ?? empty });

        result.Failed.ShouldBeTrue();
        result.FailureMessage.ShouldStartWith("Trust:CertificateFile: ");
        File.Delete(empty);
    }
}
