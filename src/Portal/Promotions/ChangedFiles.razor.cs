using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Portal.Promotions;

public sealed partial class ChangedFiles(ReadFileChanges read)
{
    readonly CancellationTokenSource _leaving = new();
    readonly HashSet<string> _open = new(StringComparer.Ordinal);
    IReadOnlyList<FileChangeView>? _files;
    (string, int, int?)? _shown;

    [Parameter, EditorRequired]
    public required string Pipeline { get; set; }

    /// <summary>Number of the release that would be deployed.</summary>
    [Parameter, EditorRequired]
    public required int Release { get; set; }

    /// <summary>Number of the release that is live; null when none is.</summary>
    [Parameter]
    public int? Live { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        // Archives never change, so the same pair is read once.
        if (_shown == (Pipeline, Release, Live))
        {
            return;
        }

        _shown = (Pipeline, Release, Live);
        _files = await read.RunAsync(Pipeline, Release, Live, _leaving.Token);
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    void Toggle(string path)
    {
        if (!_open.Remove(path))
        {
            _open.Add(path);
        }
    }

    public static string Word(ChangeAction action) =>
        action switch { ChangeAction.Create => "added", ChangeAction.Delete => "removed", _ => "changed" };

    static string Class(ChangeAction action) => action switch { ChangeAction.Create => "ok", ChangeAction.Delete => "fail", _ => "t2" };
}
