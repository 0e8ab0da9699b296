using Microsoft.AspNetCore.Components.Authorization;
using ReleasePortal.Core.People;

namespace ReleasePortal.Portal.SignIn;

/// <summary>The person at this browser, for readers and use cases.</summary>
public sealed class WhoIsHere(AuthenticationStateProvider state, EndedSignIns ended)
{
    /// <summary>Asked anew each time: a revoked sign-in must not go on acting from an open page.</summary>
    /// <exception cref="SignedOutException">The person has signed out in another tab.</exception>
    public async Task<Person> AskAsync()
    {
        var user = (await state.GetAuthenticationStateAsync()).User;
        return user.Identity?.IsAuthenticated == true && !ended.Has(user) ? user.AsPerson() : throw new SignedOutException();
    }
}
