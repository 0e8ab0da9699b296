using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ReleasePortal.Portal.SignIn;

namespace ReleasePortal.Portal.Tests.SignIn;

public sealed class EndedSignInTests : IDisposable
{
    readonly FakeTimeProvider _clock = new();
    readonly EndedSignIns _ended;
    readonly Revalidation _page;

    public EndedSignInTests()
    {
        _ended = new(_clock);
        _page = new(NullLoggerFactory.Instance, _clock, _ended);
    }

    public void Dispose() => ((IDisposable)_page).Dispose();

    [Fact]
    public async Task Signing_out_in_one_tab_ends_the_pages_open_in_the_others()
    {
        _page.SetAuthenticationState(Task.FromResult(new AuthenticationState(Person("one"))));

        _ended.End(Person("one"));

        var left = (await _page.GetAuthenticationStateAsync()).User;
        left.Identity!.IsAuthenticated.ShouldBeFalse();
        SignedIn.IdOf(left).ShouldBe("one");
        await Should.ThrowAsync<SignedOutException>(new WhoIsHere(_page, _ended).AskAsync());
    }

    [Fact]
    public async Task Another_sign_in_of_the_same_person_goes_on()
    {
        _page.SetAuthenticationState(Task.FromResult(new AuthenticationState(Person("two"))));

        _ended.End(Person("one"));

        (await new WhoIsHere(_page, _ended).AskAsync()).Name.ShouldBe("Helen Brandt");
    }

    ClaimsPrincipal Person(string signIn) => new(new ClaimsIdentity(
        [
            new("oid", "6f1dcd5c-6f3c-4f0e-9a55-0d1f3f3c1a01"), new("name", "Helen Brandt"), new(SignedIn.IdClaim, signIn),
            new(SignedIn.AtClaim, _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ],
        "test", "name", "roles"));
}
