namespace ReleasePortal.Sandbox.GitHub;

/// <summary>A ref that moved. Forty zeros stand for "was not there" and "is gone".</summary>
public sealed record Push(string Ref, string Before, string After)
{
    public const string Nothing = "0000000000000000000000000000000000000000";

    public bool IsToDefaultBranch => Ref is "refs/heads/" + GitRepository.DefaultBranch && After != Nothing;
}
