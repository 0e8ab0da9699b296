using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>Finds the people named in <c>Co-authored-by</c> lines of a commit message, wherever in it they stand:
/// one author too many costs an approver, one too few breaks the four eyes.
/// Source:
/// https://docs.github.com/pull-requests/committing-changes-to-your-project/creating-and-editing-commits/creating-a-commit-with-multiple-authors</summary>
static partial class CoAuthors
{
    public static IReadOnlyList<GitHubPerson> In(string message) =>
        [.. Trailer().Matches(message).Select(Person).DistinctBy(person => person.Email, StringComparer.OrdinalIgnoreCase)];

    static GitHubPerson Person(Match trailer)
    {
        var email = trailer.Groups["email"].Value.Trim();
        var account = HiddenAddress().Match(email);
        return new(trailer.Groups["name"].Value.Trim(), email, account.Success ? account.Groups["login"].Value : null);
    }

    [GeneratedRegex(@"^[ \t]*Co-authored-by:[ \t]*(?<name>[^<\r\n]*)<(?<email>[^>\r\n]+)>", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trailer();

    /// <summary>The address GitHub gives to people who hide theirs: 1234+login@users.noreply.github.com.</summary>
    [GeneratedRegex(@"^(\d+\+)?(?<login>[A-Za-z0-9-]+)@users\.noreply\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenAddress();
}
