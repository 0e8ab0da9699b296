using ReleasePortal.Core.Tokens;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Tokens;

public sealed partial class TokensPage(ReadTokens read)
{
    string Lede => View switch
    {
        null => "",
        { Live: var live } when live.All(item => item.Tokens.Count == 0) =>
            "No stage has a token; the next deployment into each mints one.",
        var view => Soonest(view),
    };

    protected override async Task<TokensView?> LoadAsync() => await read.RunAsync(Pipeline, Leaving);

    static string Soonest(TokensView view)
    {
        // Only the newest token of a stage is the one that GitHub holds.
        var (stage, tokens) = view.Live.Where(item => item.Tokens.Count > 0).MinBy(item => item.Tokens[0].ExpiresAt)!;
        var days = TokenLife.DaysLeft(tokens[0], view.ReadAt);
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
