using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Portal.Board;

public sealed partial class InboxCard(ReadInbox read)
{
    protected override async Task<InboxView?> LoadAsync() => await read.RunAsync(Pipeline, await Who.AskAsync(), Leaving);
}
