using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Provisioning.Applying;

namespace ReleasePortal.Portal.Provisioning;

public sealed partial class AppliedTable(ReadApplied read)
{
    const int Size = 10;

    [Parameter, EditorRequired]
    public required string Stage { get; set; }

    /// <summary>Only deployments with a lower number; null for the newest.</summary>
    [Parameter]
    public int? Before { get; set; }

    string Address => $"/{Pipeline}/infrastructure/{Stage}";

    // One more than is shown: whether there are older ones.
    protected override async Task<IReadOnlyList<AppliedView>?> LoadAsync() =>
        await read.RunAsync(Pipeline, Stage, Before, Size + 1, Leaving);
}
