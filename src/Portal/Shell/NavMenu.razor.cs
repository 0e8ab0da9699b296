using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Portal.Shell;

public sealed partial class NavMenu(PipelineCatalog pipelines, ReadInbox read)
{
    Pipeline? Found => pipelines.Find(Pipeline) ?? pipelines.All.FirstOrDefault();

    protected override async Task<InboxView?> LoadAsync() =>
        Found is { } found ? await read.RunAsync(found.Key, await Who.AskAsync(), Leaving) : null;
}
