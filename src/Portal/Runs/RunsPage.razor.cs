using MudBlazor;
using ReleasePortal.Core.Runs;
using ReleasePortal.Portal.Shell;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Runs;

public sealed partial class RunsPage(
    ReadStageRuns read, StartRun start, IDialogService dialogs, Attempt attempt, ISnackbar snackbar) : StageRunsPart(read)
{
    string Lede => View switch
    {
        null => "",
        { Job: null } => "There is no job yet.",
        { IsRunning: true } => "The job is running.",
        { Runs: [{ State: Core.Deployments.RunState.Succeeded }, ..] } => "The last run succeeded.",
        { Runs: [var last, ..] } => $"The last run did not succeed: {last.Trouble}",
        _ => "The job has not run yet.",
    };

    /// <summary>Why no next time can be told.</summary>
    string Without => View!.Job!.IsPaused ? "Its schedule is paused" : "It has no schedule";

    IReadOnlyList<(string Word, long? Rows)> Layers =>
    [
        ("Bronze", View!.Counts?.Bronze), ("Silver", View.Counts?.Silver), ("Gold", View.Counts?.Gold),
        ("Quarantined", View.Counts?.Quarantined),
    ];

    string Scale => View!.Runs.Max(run => (run.EndedAt ?? View.ReadAt) - run.StartedAt) is var longest && longest < TimeSpan.FromSeconds(1)
        ? "each under 1 s" : $"up to {Times.Lasting(longest)}";

    static string Why(RunKind kind) => kind switch
    {
        RunKind.Scheduled => "Schedule",
        RunKind.Check => "Check of a deployment",
        _ => "By hand",
    };

    async Task StartAsync()
    {
        var isLast = Pipelines.Get(Pipeline).After(View!.Stage) is null;
        if (isLast
            && await dialogs.AskAsync(
                $"Run the job in {Stage}", $"It writes the tables of {Stage} anew, now rather than at its time.",
                $"Run it in {Stage}") is null)
        {
            return;
        }

        await attempt.RunAsync(async () => await start.RunAsync(Pipeline, Stage, await Who.AskAsync(), Leaving), Leaving);
        if (attempt.WentWell)
        {
            snackbar.Add($"The job runs in {Stage}", Severity.Success);
        }

        await RefreshAsync();
    }
}
