namespace ReleasePortal.Core;

/// <summary>What came of something a person asked for, when there is nothing more to tell.</summary>
public abstract record Outcome
{
    Outcome()
    {
    }

    public sealed record Done : Outcome;

    /// <param name="Objections">Everything that stands against it, each a sentence for the person.</param>
    public sealed record Refused(IReadOnlyList<string> Objections) : Outcome;

    public static Outcome Refuse(params string[] objections) => new Refused(objections);
}
