using Microsoft.Extensions.Options;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Clients.GitHub;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Plans;

/// <summary>How a release's bundle is to be read for a stage.</summary>
public sealed class BundleRequests(IOptions<GitHubOptions> github)
{
    public BundleRequest Of(Pipeline pipeline, Stage stage, string commit, ReadOnlyMemory<byte> archive) => new()
    {
        Files = new BundleArchive(archive.ToArray()).Open(),
        Target = stage.BundleTarget,
        Git = new(pipeline.Branch, commit, new Uri(github.Value.WebUrl, pipeline.Repository).AbsoluteUri, pipeline.BundleFolder),
    };
}
