using ReleasePortal.Core.Tokens;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Tokens;

public sealed partial class TokensPage(ReadTokens read)
{
    string Lede => View switch
    {
        null => "",
        { Live: var live } when live.All(item => item.Token is null) => "No stage has a token yet; the first deployment into each mints one.",
        var view => Soonest(view),
    };

    protected override async Task<TokensView?> LoadAsync() => await read.RunAsync(Pipeline, Leaving);

    static string Soonest(TokensView view)
    {
        var (stage, token) = view.Live.Where(item => item.Token is not null).MinBy(item => item.Token!.ExpiresAt)!;
        var days = TokenLife.DaysLeft(token!, view.ReadAt);
        return days <= 0
            ? $"{stage.Name}’s token has expired; a deployment into {stage.Name} renews it."
            : $"{stage.Name}’s token expires first, in {Phrase.Count(days, "day")}; a deployment renews it.";
    }

    static Mark State(TokenView token) => token switch
    {
        { RetiredAt: not null } => Mark.Retired,
        { StoredAt: null } => Mark.Unknown.Saying("Not stored"),
        _ => Mark.Superseded,
    };
}
