using System.Collections.Concurrent;
using System.Security.Claims;

namespace ReleasePortal.Portal.SignIn;

/// <summary>The sign-ins that were ended by signing out.
/// A page that is still open elsewhere, or a cookie that was kept, must not go on as that person.</summary>
/// <remarks>In this process only: a page lives in the process that shows it. It forgets what is too old to be used anyway.</remarks>
public sealed class EndedSignIns(TimeProvider clock)
{
    readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    /// <summary>Raised on the thread that signs out, so listeners hop to their own.</summary>
    public event EventHandler? Ended;

    public void End(ClaimsPrincipal user)
    {
        if (SignedIn.IdOf(user) is not { } id)
        {
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var (old, _) in _ended.Where(entry => now - entry.Value > SignedIn.Lifetime))
        {
            _ended.TryRemove(old, out _);
        }

        _ended[id] = now;
        Ended?.Invoke(this, EventArgs.Empty);
    }

    public bool Has(ClaimsPrincipal user) => SignedIn.IdOf(user) is { } id && _ended.ContainsKey(id);
}
