using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Portal.Shell;

/// <summary>Addresses of GitHub's own pages, for people to follow.</summary>
public sealed class GitHubPages(IConfiguration configuration)
{
    readonly string _root = (configuration["GitHub:WebUrl"] is { Length: > 0 } set ? set : "https://github.com/").TrimEnd('/');

    public string Repository(Pipeline pipeline) => $"{_root}/{pipeline.Repository}";

    public string Commit(Pipeline pipeline, string commit) => $"{_root}/{pipeline.Repository}/commit/{commit}";

    public string Compare(Pipeline pipeline, string from, string to) => $"{_root}/{pipeline.Repository}/compare/{from}...{to}";

    public string PullRequest(Pipeline pipeline, int number) => $"{_root}/{pipeline.Repository}/pull/{number}";
}
