using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Shell;

public sealed partial class Routes(IJSRuntime js)
{
    readonly Viewer _viewer = new();

    /// <summary>From the cookies, so that the first paint is right already; the browser is asked once it listens.</summary>
    [Parameter]
    public bool Dark { get; set; }

    [Parameter]
    public string? Zone { get; set; }

    protected override void OnInitialized() => _viewer.Know(Zone, Dark);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            var told = await js.InvokeAsync<Told>("portal.viewer");
            _viewer.Know(told.Zone, told.Dark);
        }
    }

    sealed record Told(string Zone, bool Dark);
}
