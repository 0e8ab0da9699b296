using LibGit2Sharp;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>A commit to be made. A file whose text is null is removed.</summary>
public sealed record NewCommit(SandboxPerson Author, string Message, IReadOnlyDictionary<string, string?> Files)
{
    public IReadOnlyList<SandboxPerson> CoAuthors { get; init; } = [];

    /// <summary>The message with its trailers, as git wants them: one block at the end.</summary>
    internal string FullMessage => CoAuthors.Count == 0
        ? Message + "\n"
        : $"{Message}\n\n{string.Join('\n', CoAuthors.Select(person => $"Co-authored-by: {person.Name} <{person.Email}>"))}\n";

    internal Signature Signature(DateTimeOffset at) => new(Author.Name, Author.Email, at);
}
