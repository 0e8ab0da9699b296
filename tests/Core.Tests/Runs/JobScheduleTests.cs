using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Runs;

namespace ReleasePortal.Core.Tests.Runs;

/// <summary>When a job runs next: Databricks does not say it, so the portal reads its schedule.</summary>
public sealed class JobScheduleTests
{
    [Theory]
    [InlineData("0 0 2 * * ?", "UTC", "2026-11-23T02:00:00Z", "2026-11-24T02:00:00Z")]
    [InlineData("30 15 * * * ?", "UTC", "2026-11-23T10:15:29Z", "2026-11-23T10:15:30Z")]
    [InlineData("0 0 6 ? * MON-FRI", "UTC", "2026-11-20T06:00:00Z", "2026-11-23T06:00:00Z")]
    [InlineData("0 0 2 L * ?", "UTC", "2026-11-23T12:00:00Z", "2026-11-30T02:00:00Z")]
    [InlineData("0 0 2 * * ?", "Europe/London", "2026-06-01T12:00:00Z", "2026-06-02T01:00:00Z")]
    // The clock jumps from 1 to 2 in London: one hour of UTC less until the same time of the day.
    [InlineData("0 0 3 * * ?", "Europe/London", "2026-03-28T03:00:00Z", "2026-03-29T02:00:00Z")]
    // And back from 2 to 1: one hour more.
    [InlineData("0 0 3 * * ?", "Europe/London", "2026-10-24T02:00:00Z", "2026-10-25T03:00:00Z")]
    // 01:30 is there twice that night, and the job runs once.
    [InlineData("0 30 1 * * ?", "Europe/London", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    public void The_next_time_is_the_schedules_in_its_own_zone(string cron, string zone, string now, string next) =>
        Of(cron, zone, "UNPAUSED", now).NextAt.ShouldBe(At(next));

    [Theory]
    [InlineData("0 0 2 * * ?", "UTC", "PAUSED")]
    [InlineData("0 0 2 * * ? 2020", "UTC", "UNPAUSED")]
    [InlineData("0 0 2 * * ?", "Europe/Atlantis", "UNPAUSED")]
    [InlineData("whenever", "UTC", "UNPAUSED")]
    public void A_schedule_that_is_paused_or_over_or_not_to_be_read_has_no_next_time(string cron, string zone, string state) =>
        Of(cron, zone, state, "2026-11-23T02:00:00Z").NextAt.ShouldBeNull();

    [Fact]
    public void A_job_without_a_schedule_has_no_next_time_and_is_not_paused()
    {
        var view = JobSchedule.Of(new(7, [], null, null), new("https://adb-1.azuredatabricks.net/"), At("2026-11-23T02:00:00Z"));

        (view.NextAt, view.IsPaused, view.Page.AbsoluteUri).ShouldBe((null, false, "https://adb-1.azuredatabricks.net/jobs/7"));
    }

    static JobView Of(string cron, string zone, string state, string now) => JobSchedule.Of(
        new DatabricksJob(
            7, new JsonObject { ["schedule"] = new JsonObject { ["quartz_cron_expression"] = cron, ["timezone_id"] = zone, ["pause_status"] = state } }, null, null),
        new("https://adb-1.azuredatabricks.net/"),
        At(now));

    static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
