using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace ReleasePortal.Portal.SignIn;

/// <summary>Ends the sign-in of a page that stays open: at once when its person signs out in another tab, and when it is too old.
/// Its circuit outlives the cookie it was opened with.</summary>
public sealed class Revalidation : RevalidatingServerAuthenticationStateProvider
{
    readonly TimeProvider _clock;
    readonly EndedSignIns _ended;
    Task<AuthenticationState>? _known;

    public Revalidation(ILoggerFactory loggers, TimeProvider clock, EndedSignIns ended)
        : base(loggers)
    {
        (_clock, _ended) = (clock, ended);
        AuthenticationStateChanged += known => _known = known;
        _ended.Ended += SignOut;
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(5);

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(SignedIn.IsFresh(authenticationState.User, _clock) && !_ended.Has(authenticationState.User));

    protected override void Dispose(bool disposing)
    {
        _ended.Ended -= SignOut;
        base.Dispose(disposing);
    }

    void SignOut(object? sender, EventArgs told)
    {
        if (_known is { IsCompletedSuccessfully: true, Result.User: var user } && _ended.Has(user))
        {
            SetAuthenticationState(Task.FromResult(new AuthenticationState(SignedIn.Left(user))));
        }
    }
}
