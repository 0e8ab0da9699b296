namespace ReleasePortal.Core.Deployments.Steps;

public abstract record StepOutcome
{
    StepOutcome()
    {
    }

    /// <summary>What came of it, in a short phrase for people.</summary>
    public abstract string Text { get; }

    /// <param name="Summary">What was done, in a short phrase for people.</param>
    /// <param name="Facts">What the ledger must know, written together with the step's end.</param>
    public sealed record Succeeded(string Summary, params IReadOnlyList<StepFact> Facts) : StepOutcome
    {
        public override string Text => Summary;
    }

    /// <summary>The release or the plan is wrong; running it again gives the same.</summary>
    public sealed record Failed(string Reason) : StepOutcome
    {
        public override string Text => Reason;
    }

    /// <summary>It ended early because a person cancelled the deployment.</summary>
    public sealed record Cancelled(string Reason) : StepOutcome
    {
        public override string Text => Reason;
    }
}

/// <summary>Something a step did that the token ledger keeps.</summary>
public abstract record StepFact
{
    StepFact()
    {
    }

    public sealed record TokenStored(string TokenId) : StepFact;

    public sealed record TokenProven(string TokenId) : StepFact;

    public sealed record TokenMinted(string TokenId, DateTimeOffset ExpiresAt) : StepFact;

    /// <summary>Every other token of the stage is revoked. Told as a whole, so that one revoked by an attempt that
    /// was cut off is not forgotten.</summary>
    public sealed record OthersRevoked(string CurrentTokenId, string Because) : StepFact;
}
