using Microsoft.AspNetCore.Components.Authorization;
using ReleasePortal.Core.People;

namespace ReleasePortal.Portal.SignIn;

/// <summary>The person at this browser, for readers and use cases.</summary>
public sealed class WhoIsHere(AuthenticationStateProvider state)
{
    /// <summary>Asked anew each time: a revoked sign-in must not go on acting from an open page.</summary>
    public async Task<Person> AskAsync() => (await state.GetAuthenticationStateAsync()).User.AsPerson();
}
