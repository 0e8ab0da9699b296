using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Deployments;

public sealed partial class LogConsole(ReadLog read, IJSRuntime js)
{
    /// <summary>More than a person scrolls through, and little enough for a browser.</summary>
    const int Shown = 2000;

    readonly List<LogLineView> _lines = [];
    ElementReference _box;
    int _shown;
    int _of;
    string _search = "";
    bool _jumped;

    [Parameter]
    public int Number { get; set; }

    /// <summary>The deployment whose log it is.</summary>
    [Parameter, EditorRequired]
    public required DeploymentView Of { get; set; }

    [CascadingParameter]
    public Viewer? Viewer { get; set; }

    string? Running => Of.Steps.FirstOrDefault(step => step.State is RunState.Running)?.Name;

    TimeZoneInfo Zone => Viewer?.Zone ?? TimeZoneInfo.Utc;

    protected override bool Concerns(Change change) =>
        base.Concerns(change) || (change.Deployment == Number && string.Equals(change.Pipeline, Pipeline, StringComparison.Ordinal));

    /// <summary>Reads only what is new: a log only grows.</summary>
    protected override async Task<IReadOnlyList<LogLineView>?> LoadAsync()
    {
        if (_of != Number)
        {
            (_of, _shown, _jumped) = (Number, 0, false);
            _lines.Clear();
        }

        _lines.AddRange(await read.RunAsync(Pipeline, Number, _lines is [.., var last] ? last.Number : 0, Leaving));
        return _lines;
    }

    // Follows the end while the reader is there; a finished one that went wrong opens at its first error.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_lines.Count == _shown)
        {
            return;
        }

        var wasAtEnd = _shown == 0 || await js.InvokeAsync<bool>("portal.wasAtEnd", _box);
        _shown = _lines.Count;
        if (!_jumped && Of.State is RunState.Failed or RunState.Errored && _lines.Find(line => line.Level is LineLevel.Error) is { } error)
        {
            _jumped = true;
            await js.InvokeVoidAsync("portal.toLine", _box, error.Number);
        }
        else if (wasAtEnd)
        {
            await js.InvokeVoidAsync("portal.toEnd", _box);
        }
    }

    string Clock24(LogLineView line) => TimeZoneInfo.ConvertTime(line.At, Zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    static string? Tone(LogLineView line) => line.Level switch { LineLevel.Error => "e", LineLevel.Warning => "w", _ => null };

    bool IsHit(LogLineView line) => _search.Length > 0 && line.Text.Contains(_search, StringComparison.OrdinalIgnoreCase);

    /// <summary>The text cut where the search hits.</summary>
    IEnumerable<(string Text, bool Hit)> Parts(string text)
    {
        var from = 0;
        while (_search.Length > 0 && text.IndexOf(_search, from, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            yield return (text[from..at], false);
            yield return (text.Substring(at, _search.Length), true);
            from = at + _search.Length;
        }

        yield return (text[from..], false);
    }
}
