using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Portal.Shell;

namespace ReleasePortal.Portal.Promotions;

public sealed partial class RequestPage(PreviewPromotion preview, RequestPromotion request, Attempt attempt)
{
    string _reason = "";

    /// <summary>The release's number as it stands in the address.</summary>
    [SupplyParameterFromQuery]
    public string? Release { get; set; }

    [SupplyParameterFromQuery]
    public string? Stage { get; set; }

    string Name => View!.Name;

    protected override async Task<PreviewView?> LoadAsync()
    {
        if (Query.Number(Release) is not { } number || Stage is null || Pipelines.Get(Pipeline).Find(Stage) is null)
        {
            Navigation.NotFound();
            return null;
        }

        // Planning asks Databricks and Azure: not twice, so not while the page is only drawn on the server.
        if (!RendererInfo.IsInteractive)
        {
            return null;
        }

        var view = await preview.RunAsync(Pipeline, Stage, number, await Who.AskAsync(), Leaving);
        if (view is null)
        {
            Navigation.NotFound();
        }

        return view;
    }

    // A plan costs calls to two clouds; it is made once here, and anew when the request is sent.
    protected override bool Concerns(Change change) => false;

    async Task RequestAsync()
    {
        var reason = string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim();
        switch (await request.RunAsync(Pipeline, View!.Stage.Name, View.Release.Number, reason, await Who.AskAsync(), Leaving))
        {
            case RequestOutcome.Requested requested:
                Navigation.NavigateTo($"/{Pipeline}/promotions/{requested.PromotionNumber}");
                break;
            case RequestOutcome.Refused refused:
                attempt.Refuse(refused.Objections);
                break;
        }
    }
}
