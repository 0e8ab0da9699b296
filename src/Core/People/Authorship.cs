using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.People;

/// <summary>Whether a person and a commit's author are the same human being. In doubt it says yes: four eyes must hold.</summary>
public static class Authorship
{
    const string NoReply = "@users.noreply.github.com";

    public static bool IsBy(this CommitAuthor author, Person person)
    {
        var mailbox = MailboxOf(person.Email);
        return Same(author.Email, person.Email)
            || Same(author.Name, person.Name)
            || Same(author.Login, mailbox)
            || Same(author.Login, mailbox.Replace('.', '-'))
            || (author.Email.EndsWith(NoReply, StringComparison.OrdinalIgnoreCase)
                && Same(LoginOf(author.Email), mailbox.Replace('.', '-')));
    }

    /// <summary>How many of the commits the person wrote, alone or with others.</summary>
    public static int CountBy(this IEnumerable<ReleaseCommit> commits, Person person) =>
        commits.Count(commit => commit.Authors.Any(author => author.IsBy(person)));

    static bool Same(string? one, string? other) => one is { Length: > 0 } && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    static string MailboxOf(string email) => email.Split('@')[0];

    // 1234567+login@users.noreply.github.com, or the older login@users.noreply.github.com
    static string LoginOf(string noReply) => MailboxOf(noReply).Split('+')[^1];
}
