using System.Text.Json.Nodes;
using Quartz;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>Starts the runs that schedules ask for. A time that passed while the sandbox was off is made up for once.</summary>
sealed class JobSchedules : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    readonly Lock _looking = new();
    readonly StateFile<DatabricksState> _state;
    readonly JobRuns _runs;
    readonly TimeProvider _clock;
    readonly ITimer _timer;

    public JobSchedules(StateFile<DatabricksState> state, JobRuns runs, TimeProvider clock)
    {
        (_state, _runs, _clock) = (state, runs, clock);
        _timer = TimeProvider.System.CreateTimer(_ => Look(), null, Pause, Pause);
    }

    /// <summary>Starts what is due by now; no time is made up for twice, however many look at once.</summary>
    public void Look()
    {
        lock (_looking)
        {
            foreach (var job in _state.Read(workspace => workspace.Jobs.Values.Select(job => job.Copy()).ToArray()))
            {
                if (IsDue((long)job["job_id"]!, job["settings"]!["schedule"] as JsonObject))
                {
                    Start((long)job["job_id"]!);
                }
            }
        }
    }

    /// <summary>When the schedule of a job starts it next; null without one, or while it is paused.</summary>
    public static DateTimeOffset? NextOf(JsonObject settings, DateTimeOffset after) =>
        settings["schedule"] is JsonObject schedule && schedule.Text("pause_status") is not "PAUSED"
            ? Cron(schedule).GetNextValidTimeAfter(after)
            : null;

    public void Dispose() => _timer.Dispose();

    void Start(long job)
    {
        try
        {
            _runs.Start(new() { JobId = job, Trigger = "PERIODIC" });
        }
        catch (Refusal) when (_state.Read(workspace => !workspace.Jobs.ContainsKey(job)))
        {
            // Somebody deleted the job just now, so nothing is due any more.
        }
    }

    static CronExpression Cron(JsonObject schedule) =>
        new(schedule.Text("quartz_cron_expression")!, TimeZoneInfo.FindSystemTimeZoneById(schedule.Text("timezone_id")!));

    bool IsDue(long job, JsonObject? schedule)
    {
        var now = _clock.GetUtcNow();
        if (schedule is null || schedule.Text("pause_status") is "PAUSED")
        {
            _state.Change(workspace => workspace.ScheduledUntil.Remove(job));
            return false;
        }

        var since = _state.Read(workspace => workspace.ScheduledUntil.GetValueOrDefault(job, now));
        if (Cron(schedule).GetNextValidTimeAfter(since) is not { } next || next > now)
        {
            // Nothing is written while nothing happens.
            return since == now && _state.Change(workspace => !workspace.ScheduledUntil.TryAdd(job, now));
        }

        _state.Change(workspace => workspace.ScheduledUntil[job] = now);
        return true;
    }
}
