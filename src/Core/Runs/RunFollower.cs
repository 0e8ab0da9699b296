using System.Globalization;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Runs;

/// <summary>Watches a run until it is over and says what happens to its tasks.</summary>
sealed class RunFollower(DatabricksRuns runs, TimeProvider clock, Action<string> log)
{
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Often enough to look live, rarely enough for a run of hours.</summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);

    /// <param name="isCancelled">Asked again and again; once it is true the run is cancelled.</param>
    public async Task<DatabricksRun> FollowAsync(long runId, Func<CancellationToken, Task<bool>> isCancelled, CancellationToken cancellationToken)
    {
        var stops = false;
        for (var pause = FirstPause; ; pause = pause * 1.3 < LongestPause ? pause * 1.3 : LongestPause)
        {
            var run = await runs.GetAsync(runId, cancellationToken);
            foreach (var task in run.Tasks)
            {
                Say(task);
            }

            if (run.State.IsOver)
            {
                return run;
            }

            if (!stops && await isCancelled(cancellationToken))
            {
                await runs.CancelAsync(runId, cancellationToken);
                log("Asked Databricks to cancel the run");
                (stops, pause) = (true, FirstPause);
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    void Say(DatabricksTaskRun task)
    {
        var news = task.State switch
        {
            { Result: "EXCLUDED" } or { LifeCycle: "PENDING" or "BLOCKED" or "WAITING_FOR_RETRY" or "QUEUED" } => "",
            { Succeeded: true } => string.Create(CultureInfo.InvariantCulture, $"succeeded after {task.Duration.TotalSeconds:0.0} s"),
            { IsOver: true } => $"{(task.State.Result ?? task.State.LifeCycle).ToLowerInvariant().Replace('_', ' ')}. {task.State.Message}",
            _ => "running",
        };
        if (news.Length > 0 && _said.GetValueOrDefault(task.Key) != news)
        {
            log($"{task.Key}: {news}");
            _said[task.Key] = news;
        }
    }
}
