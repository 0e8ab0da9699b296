using System.Globalization;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Runs;

/// <summary>Watches a run until it is over and says what happens to its tasks.</summary>
sealed class RunFollower(DatabricksRuns runs, TimeProvider clock, Action<string> log)
{
    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Often enough to look live, rarely enough for a run of hours.</summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>The end of a run is noticed late by no more than this part of what it took.</summary>
    const double Late = 0.05;

    readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);

    /// <param name="isCancelled">Asked again and again; once it is true the run is cancelled.</param>
    public async Task<DatabricksRun> FollowAsync(
        long runId, Func<CancellationToken, Task<bool>> isCancelled, CancellationToken cancellationToken)
    {
        var stops = false;
        var began = clock.GetTimestamp();
        while (true)
        {
            var run = await runs.GetAsync(runId, cancellationToken);
            if (run.State is { IsOver: false, LifeCycle: "QUEUED" or "WAITING" or "BLOCKED" })
            {
                Say("The run", $"waits. {run.State.Message}");
            }

            // What ended comes before what began because of it.
            foreach (var task in run.Tasks.OrderBy(task => task.EndedAt ?? DateTimeOffset.MaxValue))
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
                (stops, began) = (true, clock.GetTimestamp());
            }

            await Task.Delay(PauseAfter(clock.GetElapsedTime(began)), clock, cancellationToken);
        }
    }

    static TimeSpan PauseAfter(TimeSpan watched) =>
        TimeSpan.FromTicks(Math.Clamp((watched * Late).Ticks, ShortestPause.Ticks, LongestPause.Ticks));

    void Say(DatabricksTaskRun task)
    {
        var news = task.State switch
        {
            { LifeCycle: "WAITING_FOR_RETRY" } => "is tried again",
            { Result: "EXCLUDED" } or { LifeCycle: "PENDING" or "BLOCKED" or "QUEUED" } => "",
            { Succeeded: true } => string.Create(CultureInfo.InvariantCulture, $"succeeded after {task.Duration.TotalSeconds:0.0} s"),
            { IsOver: true } => $"{(task.State.Result ?? task.State.LifeCycle).ToLowerInvariant().Replace('_', ' ')}. {task.State.Message}",
            _ => "running",
        };
        news = news.Length > 0 && task.Attempt > 0 ? $"attempt {task.Attempt + 1} {news}" : news;
        if (news.Length > 0)
        {
            Say(task.Key, news);
        }
    }

    /// <summary>Once.</summary>
    void Say(string what, string news)
    {
        if (_said.GetValueOrDefault(what) != news)
        {
            log($"{what}: {news}");
            _said[what] = news;
        }
    }
}
