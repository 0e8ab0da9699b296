namespace ReleasePortal.Core.Promotions;

public abstract record ApprovalOutcome
{
    ApprovalOutcome()
    {
    }

    /// <summary>It was the last approval needed; the deployment is queued.</summary>
    public sealed record Released(int DeploymentNumber) : ApprovalOutcome;

    /// <summary>It counts, and more are needed.</summary>
    public sealed record Counted(int Given, int Needed) : ApprovalOutcome;

    /// <param name="Objections">Everything that stands against it, each a sentence for the person.</param>
    public sealed record Refused(IReadOnlyList<string> Objections) : ApprovalOutcome;
}
