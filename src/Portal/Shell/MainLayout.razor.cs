using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Shell;

public sealed partial class MainLayout(IJSRuntime js, NavigationManager navigation)
{
    ErrorBoundary? _boundary;
    bool _drawer = true;
    string _here = "";
    string _pipeline = "";

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    protected override void OnInitialized() => Viewer.Changed += Again;

    // A page that failed must not keep its error text on the next page.
    protected override void OnParametersSet()
    {
        _here = navigation.ToBaseRelativePath(navigation.Uri).Split('#')[0];
        _pipeline = _here.Split('/', '?')[0];
        _boundary?.Recover();
    }

    async Task SwitchThemeAsync()
    {
        await js.InvokeVoidAsync("portal.useDark", !Viewer.Dark);
        Viewer.Know(Viewer.Zone.Id, !Viewer.Dark);
    }

    void Again(object? sender, EventArgs told) => _ = InvokeAsync(StateHasChanged);

    public void Dispose() => Viewer.Changed -= Again;
}
