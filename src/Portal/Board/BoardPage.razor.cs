using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Portal.Board;

public sealed partial class BoardPage(ReadBoard read)
{
    Guid _you;

    // A lane and the gate before the next one, in turn.
    string Columns => string.Join(" 146px ", Enumerable.Repeat("minmax(0, 1fr)", View!.Lanes.Count));

    protected override async Task<BoardView?> LoadAsync()
    {
        _you = (await Who.AskAsync()).Id;
        return await read.RunAsync(Pipeline, Leaving);
    }
}
