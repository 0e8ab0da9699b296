namespace ReleasePortal.Sandbox.GitHub;

/// <summary>Source archives: a redirect to a second address that streams them, as at GitHub.</summary>
/// <remarks>https://docs.github.com/rest/repos/contents#download-a-repository-archive-tar</remarks>
sealed class ArchiveApi(GitRepository git, Uri web)
{
    const string Slug = $"{GitRepository.Owner}/{GitRepository.Name}";

    public void Map(GitHubRoutes api, IEndpointRouteBuilder routes)
    {
        api.Redirect(GitHubRoutes.Repository + "/tarball/{ref?}", context => $"{web}codeload/{Slug}/legacy.tar.gz/{Resolve(context)}");
        routes.MapGet($"/codeload/{Slug}/legacy.tar.gz/{{sha}}", SendAsync);
    }

    string Resolve(HttpContext context)
    {
        using var repository = git.Open();
        var name = context.Route("ref") is { Length: > 0 } given ? given : GitRepository.DefaultBranch;
        return repository.FindCommit(name)?.Sha ?? throw GitHubRefusal.NotFound();
    }

    async Task SendAsync(HttpContext context)
    {
        using var repository = git.Open();
        var sha = repository.FindCommit(context.Route("sha"))?.Sha ?? throw GitHubRefusal.NotFound();
        var name = $"{GitRepository.Owner}-{GitRepository.Name}-{sha[..7]}";
        context.Response.ContentType = "application/x-gzip";
        context.Response.Headers.ContentDisposition = $"attachment; filename={name}.tar.gz";
        await GitProcess.RunAsync(
            git.Folder,
            ["archive", "--format=tar.gz", $"--prefix={name}/", sha],
            protocol: null,
            input: null,
            context.Response.Body,
            context.RequestAborted);
    }
}
