using System.Text.Json.Nodes;
using Quartz;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Runs;

/// <summary>When a job runs next. Databricks does not tell, so it is computed from the Quartz expression.</summary>
public static class JobSchedule
{
    public static JobView Of(DatabricksJob job, Uri workspace, DateTimeOffset now)
    {
        var schedule = job.Settings["schedule"] as JsonObject;
        var isPaused = (string?)schedule?["pause_status"] is "PAUSED";
        return new(
            job.Name ?? "", new(workspace, $"jobs/{job.JobId}"), isPaused, schedule is null || isPaused ? null : Next(schedule, now));
    }

    static DateTimeOffset? Next(JsonObject schedule, DateTimeOffset now) =>
        TimeZoneInfo.TryFindSystemTimeZoneById((string?)schedule["timezone_id"] ?? "UTC", out var zone)
            && CronExpression.TryParse((string?)schedule["quartz_cron_expression"] ?? "", out var cron)
            ? cron.WithTimeZone(zone).GetNextValidTimeAfter(now)
            : null;
}
