using MudBlazor;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Provisioning;

/// <summary>What a person is asked before something happens to a stage's resources. The answer is what was typed;
/// null when they think better of it.</summary>
static class InfrastructureQuestions
{
    /// <param name="draft">A reason that was typed before.</param>
    public static Task<string?> AskToKeepAsync(this IDialogService dialogs, IReadOnlyList<ResourceView> chosen, string stage, string draft)
    {
        var (one, names) = (chosen.Count == 1, chosen.Select(resource => resource.Name).ToList());
        return dialogs.AskAsync(
            one ? $"Keep {names[0]} as it is?" : $"Keep {Phrase.Count(chosen.Count, "resource")} of {stage} as they are?",
            $"{(chosen.Count > 4 ? $"All {chosen.Count} resources that differ" : Phrase.Join(names))} {(one ? "is" : "are")} no longer told as drift, "
            + $"{(one ? "" : "each ")}until its difference is another. The next deployment still sets {(one ? "it" : "them")} right.",
            one ? "Keep it as it is" : "Keep them as they are",
            "Why",
            required: true,
            draft: draft);
    }

    /// <summary>Where nobody approves it is carried out at once, so the person is asked; elsewhere the approvers are.</summary>
    /// <param name="draft">A reason that was typed before.</param>
    public static Task<string?> AskToApplyAsync(this IDialogService dialogs, InfrastructureView view, string draft)
    {
        var (stage, many) = (view.Stage.Name, view.Changed.Count);
        var stays = $"The release {view.Live!.Short} stays as it is.";
        return view.Stage.IsAutomatic
            ? dialogs.AskAsync(
                $"Apply the plan to {stage}?",
                $"{Phrase.Count(many, "resource is", "resources are")} set right at once. {stays}",
                $"Apply it to {stage}",
                "Reason",
                draft: draft)
            : dialogs.AskAsync(
                $"Request the plan for {stage}?",
                $"{Phrase.Count(many, "resource")} will be set right once {Phrase.Count(view.Stage.ApprovalsNeeded, "approval is", "approvals are")} given. {stays}",
                $"Request it for {stage}",
                "Reason",
                draft: draft);
    }

    public static Task<string?> AskToDeleteAsync(this IDialogService dialogs, FormerView former) => dialogs.AskAsync(
        $"Delete {ResourceSubject.Lower(former.Subject())}?",
        (former.Deployment is null
            ? "The portal did not make it: it was found there, as described. Make sure that nobody else needs it. "
            : "")
        + $"The {ResourceSubject.Lower(former.Kind)} is deleted for good. "
        + (former.Kind is "Schema" ? "Databricks refuses while anything lies in it." : "What lies in it goes with it.")
        + " No plan brings it back unless the settings name it again.",
        "Delete it",
        $"Type {former.Name} to confirm",
        exactly: former.Name);

    public static Task<string?> AskToPurgeAsync(this IDialogService dialogs, string vault) => dialogs.AskAsync(
        $"Purge the deleted vault {vault}?",
        "Its secrets, keys and certificates are lost for good; nobody can recover them afterwards. The name is free then, and the next deployment makes the vault.",
        "Purge it",
        $"Type {vault} to confirm",
        exactly: vault);
}
