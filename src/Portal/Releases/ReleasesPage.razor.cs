using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Releases;
using ReleasePortal.Portal.Shell;

namespace ReleasePortal.Portal.Releases;

public sealed partial class ReleasesPage(ReadReleases read, GitHubPages gitHub)
{
    const int Size = 30;

    [SupplyParameterFromQuery]
    public int? Before { get; set; }

    Pipeline? Found => Pipelines.Find(Pipeline);

    protected override async Task<IReadOnlyList<ReleaseRow>?> LoadAsync() => await read.RunAsync(Pipeline, Before, Size, Leaving);
}
