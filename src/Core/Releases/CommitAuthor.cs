namespace ReleasePortal.Core.Releases;

/// <summary>Who wrote a commit, as git and GitHub tell it. A co-author is an author.</summary>
/// <param name="Login">GitHub account, if GitHub knows the e-mail address.</param>
public sealed record CommitAuthor(string Name, string Email, string? Login)
{
    public bool IsBot => Login?.EndsWith("[bot]", StringComparison.Ordinal) ?? Name.EndsWith("[bot]", StringComparison.Ordinal);
}
