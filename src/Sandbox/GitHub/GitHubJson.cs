using System.Text.Json.Nodes;
using LibGit2Sharp;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>Commits, people and repositories in GitHub's shapes, with the fields that clients read.</summary>
/// <remarks>https://docs.github.com/rest/commits/commits</remarks>
sealed class GitHubJson(Uri web)
{
    const string Slug = $"{GitRepository.Owner}/{GitRepository.Name}";

    public string WebUrl => $"{web}{Slug}";

    public string ApiUrl => $"{web}api/v3/repos/{Slug}";

    public JsonObject RepositoryOf(DateTimeOffset pushedAt) => new()
    {
        ["id"] = 731_204_118,
        ["node_id"] = "R_kgDOK5VdVg",
        ["name"] = GitRepository.Name,
        ["full_name"] = Slug,
        ["private"] = true,
        ["owner"] = Organisation(),
        ["html_url"] = WebUrl,
        ["description"] = "The ELT bundle of the data team",
        ["fork"] = false,
        ["url"] = ApiUrl,
        ["clone_url"] = $"{WebUrl}.git",
        ["git_url"] = $"{WebUrl}.git",
        ["default_branch"] = GitRepository.DefaultBranch,
        ["visibility"] = "private",
        ["archived"] = false,
        ["disabled"] = false,
        ["created_at"] = "2024-03-04T08:12:44Z",
        ["updated_at"] = pushedAt.ToJson(),
        ["pushed_at"] = pushedAt.ToJson(),
        ["permissions"] = new JsonObject { ["admin"] = true, ["push"] = true, ["pull"] = true },
    };

    public JsonObject Organisation() => new()
    {
        ["login"] = GitRepository.Owner,
        ["id"] = 90_211_006,
        ["node_id"] = "O_kgDOBWCBvg",
        ["type"] = "Organization",
        ["html_url"] = $"{web}{GitRepository.Owner}",
        ["avatar_url"] = $"{web}avatars/{GitRepository.Owner}",
        ["site_admin"] = false,
    };

    public JsonObject? User(string email) => Everybody.Find(email) is { } person ? User(person) : null;

    public JsonObject User(SandboxPerson person) => new()
    {
        ["login"] = person.Login,
        ["id"] = 5_500_000 + Everybody.All.ToList().IndexOf(person),
        ["node_id"] = $"U_{person.Login}",
        ["type"] = "User",
        ["html_url"] = $"{web}{person.Login}",
        ["avatar_url"] = $"{web}avatars/{person.Login}",
        ["site_admin"] = false,
    };

    public JsonObject CommitOf(Commit commit) => new()
    {
        ["sha"] = commit.Sha,
        ["node_id"] = $"C_{commit.Sha}",
        ["commit"] = GitCommit(commit),
        ["url"] = $"{ApiUrl}/commits/{commit.Sha}",
        ["html_url"] = $"{WebUrl}/commit/{commit.Sha}",
        ["comments_url"] = $"{ApiUrl}/commits/{commit.Sha}/comments",
        ["author"] = User(commit.Author.Email),
        ["committer"] = User(commit.Committer.Email),
        ["parents"] = commit.Parents.ToJsonArray(parent => new JsonObject
        {
            ["sha"] = parent.Sha,
            ["url"] = $"{ApiUrl}/commits/{parent.Sha}",
            ["html_url"] = $"{WebUrl}/commit/{parent.Sha}",
        }),
    };

    public JsonObject FileOf(PatchEntryChanges change, string sha) => new()
    {
        ["sha"] = change.Oid.Sha,
        ["filename"] = change.Path,
        ["status"] = change.Status switch
        {
            ChangeKind.Added => "added",
            ChangeKind.Deleted => "removed",
            ChangeKind.Renamed => "renamed",
            _ => "modified",
        },
        ["additions"] = change.LinesAdded,
        ["deletions"] = change.LinesDeleted,
        ["changes"] = change.LinesAdded + change.LinesDeleted,
        ["blob_url"] = $"{WebUrl}/blob/{sha}/{change.Path}",
        ["raw_url"] = $"{WebUrl}/raw/{sha}/{change.Path}",
        ["contents_url"] = $"{ApiUrl}/contents/{change.Path}?ref={sha}",
        ["previous_filename"] = change.Status is ChangeKind.Renamed ? change.OldPath : null,
        ["patch"] = Hunks(change.Patch),
    };

    /// <summary>The patch without git's header, as GitHub gives it; null for binary files.</summary>
    public static string? Hunks(string patch)
    {
        var start = patch.IndexOf("\n@@", StringComparison.Ordinal);
        return start < 0 ? null : patch[(start + 1)..].TrimEnd('\n');
    }

    JsonObject GitCommit(Commit commit) => new()
    {
        ["author"] = Person(commit.Author),
        ["committer"] = Person(commit.Committer),
        ["message"] = commit.Message.TrimEnd('\n'),
        ["tree"] = new JsonObject { ["sha"] = commit.Tree.Sha, ["url"] = $"{ApiUrl}/git/trees/{commit.Tree.Sha}" },
        ["url"] = $"{ApiUrl}/git/commits/{commit.Sha}",
        ["comment_count"] = 0,
        ["verification"] = new JsonObject { ["verified"] = false, ["reason"] = "unsigned", ["signature"] = null, ["payload"] = null },
    };

    static JsonObject Person(Signature signature) => new()
    {
        ["name"] = signature.Name,
        ["email"] = signature.Email,
        ["date"] = signature.When.ToJson(),
    };
}
