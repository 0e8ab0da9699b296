using System.Text.Json.Nodes;
using Quartz;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>Starts the runs that schedules ask for. A time that passed while the sandbox was off is made up for once.</summary>
sealed class JobSchedules : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    readonly StateFile<DatabricksState> _state;
    readonly JobRuns _runs;
    readonly TimeProvider _clock;
    readonly ITimer _timer;

    public JobSchedules(StateFile<DatabricksState> state, JobRuns runs, TimeProvider clock)
    {
        (_state, _runs, _clock) = (state, runs, clock);
        _timer = TimeProvider.System.CreateTimer(_ => Look(), null, Pause, Pause);
    }

    /// <summary>Starts what is due by now.</summary>
    public void Look()
    {
        foreach (var job in _state.Read(workspace => workspace.Jobs.Values.Select(job => job.Copy()).ToArray()))
        {
            if (IsDue((long)job["job_id"]!, job["settings"]!["schedule"] as JsonObject))
            {
                _runs.Start(new() { JobId = (long)job["job_id"]!, Trigger = "PERIODIC" });
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    bool IsDue(long job, JsonObject? schedule)
    {
        var now = _clock.GetUtcNow();
        if (schedule is null || schedule.Text("pause_status") is "PAUSED")
        {
            _state.Change(workspace => workspace.ScheduledUntil.Remove(job));
            return false;
        }

        var since = _state.Read(workspace => workspace.ScheduledUntil.GetValueOrDefault(job, now));
        var cron = new CronExpression(schedule.Text("quartz_cron_expression")!, TimeZoneInfo.FindSystemTimeZoneById(schedule.Text("timezone_id")!));
        if (cron.GetNextValidTimeAfter(since) is { } next && next > now)
        {
            // Nothing is written while nothing happens.
            return since == now && _state.Change(workspace => !workspace.ScheduledUntil.TryAdd(job, now));
        }

        _state.Change(workspace => workspace.ScheduledUntil[job] = now);
        return true;
    }
}
