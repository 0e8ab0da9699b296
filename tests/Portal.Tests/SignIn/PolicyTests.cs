using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Portal.SignIn;

namespace ReleasePortal.Portal.Tests.SignIn;

public sealed class PolicyTests
{
    [Theory]
    [InlineData(AppRoles.Viewer, Policies.See)]
    [InlineData(AppRoles.Approver, Policies.See, Policies.Sign, Policies.Act)]
    [InlineData(AppRoles.Admin, Policies.See, Policies.Act, Policies.Manage)]
    [InlineData("Owner")]
    [InlineData("")]
    public async Task A_role_opens_its_doors_and_no_others(string role, params string[] open)
    {
        var authorization = Authorization();
        var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim("roles", role)], "test", "name", "roles"));

        foreach (var policy in new[] { Policies.See, Policies.Sign, Policies.Act, Policies.Manage })
        {
            (await authorization.AuthorizeAsync(person, policy)).Succeeded.ShouldBe(open.Contains(policy), policy);
        }
    }

    [Fact]
    public async Task Somebody_who_is_not_signed_in_passes_nowhere()
    {
        var nobody = new ClaimsPrincipal(new ClaimsIdentity([new Claim("roles", AppRoles.Admin)], null, "name", "roles"));

        (await Authorization().AuthorizeAsync(nobody, Policies.See)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public void What_names_no_policy_still_needs_a_role()
    {
        var options = new AuthorizationOptions();
        Policies.Define(options);

        options.FallbackPolicy.ShouldBe(options.GetPolicy(Policies.See));
    }

    static IAuthorizationService Authorization() =>
        new ServiceCollection().AddLogging()
            .AddAuthorization(Policies.Define)
            .BuildServiceProvider()
            .GetRequiredService<IAuthorizationService>();
}
