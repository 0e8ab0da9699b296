using MudBlazor;

namespace ReleasePortal.Portal.Ui;

public static class Asking
{
    /// <param name="draft">What was typed before, when that attempt did not go well.</param>
    /// <param name="exactly">What must be typed before the verb can be used.</param>
    /// <returns>The reason, empty when none was needed; null when the person went back.</returns>
    public static async Task<string?> AskAsync(
        this IDialogService dialogs, string title, string consequence, string verb, string? reason = null, bool required = false,
        string draft = "", string? exactly = null)
    {
        var parameters = new DialogParameters<AskDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Consequence, consequence },
            { dialog => dialog.Verb, verb },
            { dialog => dialog.Reason, reason },
            { dialog => dialog.Required, required },
            { dialog => dialog.Draft, draft },
            { dialog => dialog.Exactly, exactly },
        };
        var shown = await dialogs.ShowAsync<AskDialog>(title, parameters);
        return await shown.Result is { Canceled: false, Data: string text } ? text : null;
    }
}
