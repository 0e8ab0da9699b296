using ReleasePortal.Portal.SignIn;

namespace ReleasePortal.Portal.Tests.SignIn;

public sealed class SignInEndpointsTests
{
    [Theory]
    [InlineData("/elt/promotions/17", "/elt/promotions/17")]
    [InlineData("/elt/history?stage=prod&state=failed", "/elt/history?stage=prod&state=failed")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void Signing_in_leads_back_to_the_portal_only(string? asked, string followed) =>
        SignInEndpoints.LocalOrHome(asked).ShouldBe(followed);
}
