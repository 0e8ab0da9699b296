namespace ReleasePortal.Core.Promotions;

public abstract record RequestOutcome
{
    RequestOutcome()
    {
    }

    public sealed record Requested(int PromotionNumber) : RequestOutcome;

    /// <param name="Objections">Everything that stands against it, each a sentence for the person.</param>
    public sealed record Refused(IReadOnlyList<string> Objections) : RequestOutcome;
}
