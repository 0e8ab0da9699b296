using ReleasePortal.Core.Clients.Azure;

namespace ReleasePortal.Core.Tests.Clients.Azure;

public sealed class AzureOptionsValidatorTests
{
    [Fact]
    public void Every_wrong_setting_is_named_at_once()
    {
        var result = new AzureOptionsValidator().Validate(null, new AzureOptions
        {
            TenantId = "nanba",
            ClientId = Guid.NewGuid().ToString(),
            ClientSecret = "s",
            ClientCertificateFile = "/no/such/file.pem",
            ManagementUrl = new("http://localhost"),
            ManagementAudience = "",
        });

        result.Failures!.Select(fault => fault.Split(':', ' ', ',')[1]).ShouldBe(
            ["SubscriptionId", "TenantId", "ClientSecret", "ClientCertificateFile", "ManagementUrl", "ManagementAudience"]);
        result.FailureMessage!.ShouldContain("set exactly one of the three");
    }
}
