using System.Net;
using LibGit2Sharp;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>The pages that the portal links to, plain and readable.</summary>
sealed class GitHubPages(GitRepository git, ContinuousIntegration ci, Uri web)
{
    const string Slug = $"{GitRepository.Owner}/{GitRepository.Name}";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", context => ShowAsync(context, _ => Repository));
        routes.MapGet($"/{Slug}", context => ShowAsync(context, _ => Repository));
        routes.MapGet($"/{Slug}/tree/{{**rest}}", context => ShowAsync(context, _ => Repository));
        routes.MapGet($"/{Slug}/actions", context => ShowAsync(context, _ => Repository));
        routes.MapGet($"/{Slug}/commit/{{sha}}", context => ShowAsync(context, repository =>
            Commit(repository, Find(repository, context.Route("sha")))));
        routes.MapGet(
            $"/{Slug}/compare/{{range}}", context => ShowAsync(context, repository => Compare(repository, context.Route("range"))));
        routes.MapGet($"/{Slug}/pull/{{number}}", context => ShowAsync(context, repository => Commit(
            repository,
            RepositoryApi.Pulls(repository).FirstOrDefault(pull => pull.Number == context.RouteId("number"))?.Merge
                ?? throw GitHubRefusal.NotFound())));
    }

    async Task ShowAsync(HttpContext context, Func<Repository, Func<Repository, string>> page)
    {
        using var repository = git.Open();
        var body = page(repository)(repository);
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            HtmlPage.Render($"{Slug} at the sandbox’s GitHub", $"""<main class="page">{body}</main>"""), context.RequestAborted);
    }

    Task ShowAsync(HttpContext context, Func<Repository, string> page) => ShowAsync(context, _ => page);

    string Repository(Repository repository) => $"""
        <h1>{Slug}</h1>
        <p>A real git repository. Change something and push it; the portal takes it from there.</p>
        <pre>git clone {web}{Slug}.git</pre>
        <h2>Commits on main</h2>
        {Table(repository.History(repository.Branches[GitRepository.DefaultBranch].Tip).Take(100))}
        """;

    string Commit(Repository repository, Commit commit) => $"""
        <p><a href="/{Slug}">{Slug}</a></p>
        <h1>{Html(commit.MessageShort)}</h1>
        <p>{Html(commit.Author.Name)} committed <code>{commit.Sha}</code> at {commit.Author.When.ToJson()}</p>
        <pre tabindex="0">{Html(commit.Message)}</pre>
        <h2>Checks</h2>
        {Checks(commit)}
        {Files(repository.ChangesSince(commit.Parents.FirstOrDefault(), commit))}
        """;

    string Compare(Repository repository, string range)
    {
        if (range.Split("...") is not [var from, var to])
        {
            throw GitHubRefusal.NotFound();
        }

        var (start, head) = (Find(repository, from), Find(repository, to));
        return $"""
            <p><a href="/{Slug}">{Slug}</a></p>
            <h1>{start.Sha[..7]} to {head.Sha[..7]}</h1>
            <h2>Commits</h2>
            {Table(repository.History(head, without: start))}
            {Files(repository.ChangesSince(repository.ObjectDatabase.FindMergeBase(start, head), head))}
            """;
    }

    string Table(IEnumerable<Commit> commits) => $"""
        <table><thead><tr><th scope="col">Commit</th><th scope="col">Change</th><th scope="col">Author</th><th scope="col">Checks</th></tr></thead>
        <tbody>{string.Concat(commits.Select(Row))}</tbody></table>
        """;

    string Row(Commit commit) => $"""
        <tr><td><a href="/{Slug}/commit/{commit.Sha}"><code>{commit.Sha[..7]}</code></a></td>
        <td>{Html(commit.MessageShort)}</td><td>{Html(commit.Author.Name)}</td><td>{Verdict(commit)}</td></tr>
        """;

    string Verdict(Commit commit) => ci.Find(commit.Sha) is not { } run ? "none"
        : run.Conclusion(ci.Now) switch
        {
            "success" => """<span class="ok">passed</span>""",
            "failure" => """<span class="fail">failed</span>""",
            _ => "running",
        };

    string Checks(Commit commit) => ci.Find(commit.Sha)?.Checks(ci.Now) is not { } checks
        ? "<p>None: this commit was not the head of a push to main.</p>"
        : $"<ul>{string.Concat(checks.Select(check => $"<li>{Html(check.Name)}: {Html(check.Conclusion ?? check.Status)} {Html(check.Title)}</li>"))}</ul>";

    static string Files(Patch patch) => string.Concat(patch.Select(change => $"""
        <h2><code>{Html(change.Path)}</code> <ins>+{change.LinesAdded}</ins> <del>−{change.LinesDeleted}</del></h2>
        <pre tabindex="0">{Lines(GitHubJson.Hunks(change.Patch) ?? "Binary file")}</pre>
        """));

    static string Lines(string hunks) => string.Join('\n', hunks.Split('\n').Select(line => line switch
    {
        ['+', ..] => $"<ins>{Html(line)}</ins>",
        ['-', ..] => $"<del>{Html(line)}</del>",
        _ => Html(line),
    }));

    static Commit Find(Repository repository, string name) => repository.FindCommit(name) ?? throw GitHubRefusal.NotFound();

    static string Html(string? text) => WebUtility.HtmlEncode(text ?? "");
}
