using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Portal.Shell;

public sealed partial class NavMenu(ReadInbox read)
{
    Pipeline? Found => Pipelines.Find(Pipeline) ?? Pipelines.All.FirstOrDefault();

    protected override bool NeedsPipeline => false;

    protected override async Task<InboxView?> LoadAsync() =>
        Found is { } found ? await read.RunAsync(found.Key, await Who.AskAsync(), Leaving) : null;
}
