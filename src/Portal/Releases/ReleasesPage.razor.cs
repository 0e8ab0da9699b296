using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Releases;
using ReleasePortal.Portal.Shell;

namespace ReleasePortal.Portal.Releases;

public sealed partial class ReleasesPage(ReadReleases read, GitHubPages gitHub)
{
    const int Size = 30;

    /// <summary>A number as it stands in the address; anything else counts as none.</summary>
    [SupplyParameterFromQuery]
    public string? Before { get; set; }

    Pipeline? Found => Pipelines.Find(Pipeline);

    protected override async Task<IReadOnlyList<ReleaseRow>?> LoadAsync() =>
        await read.RunAsync(Pipeline, Query.Number(Before), Size, Leaving);
}
