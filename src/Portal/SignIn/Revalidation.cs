using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace ReleasePortal.Portal.SignIn;

/// <summary>Ends the sign-in of a page that stays open: its circuit outlives the cookie it was opened with.</summary>
public sealed class Revalidation(ILoggerFactory loggers, TimeProvider clock) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(5);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(SignedIn.IsFresh(authenticationState.User, clock));
}
