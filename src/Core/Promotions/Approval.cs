using ReleasePortal.Core.People;

namespace ReleasePortal.Core.Promotions;

/// <summary>One person's verdict on one plan. It counts only while that plan is the promotion's current one.</summary>
public sealed class Approval
{
    Approval()
    {
    }

    internal Approval(Guid promotionId, Person person, Verdict verdict, string? comment, string planDigest, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        PromotionId = promotionId;
        PersonId = person.Id;
        PersonName = person.Name;
        PlanDigest = planDigest;
        Give(verdict, comment, at);
    }

    public Guid Id { get; private set; }

    public Guid PromotionId { get; private set; }

    public Guid PersonId { get; private set; }

    public string PersonName { get; private set; } = null!;

    public Verdict Verdict { get; private set; }

    public string? Comment { get; private set; }

    public string PlanDigest { get; private set; } = null!;

    public DateTimeOffset At { get; private set; }

    internal void Give(Verdict verdict, string? comment, DateTimeOffset at)
    {
        Verdict = verdict;
        Comment = comment;
        At = at;
    }
}
