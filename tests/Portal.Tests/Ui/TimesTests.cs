using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Tests.Ui;

public sealed class TimesTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 42, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-23T08:47:00Z", "UTC", "Today 08:47 UTC")]
    [InlineData("2026-11-20T15:58:00Z", "UTC", "Fri 20 Nov, 15:58 UTC")]
    [InlineData("2025-11-20T15:58:00Z", "UTC", "Thu 20 Nov 2025, 15:58 UTC")]
    [InlineData("2026-11-23T08:47:00Z", "Europe/Berlin", "Today 09:47 UTC+1")]
    [InlineData("2026-11-23T08:47:00Z", "Asia/Kolkata", "Today 14:17 UTC+5:30")]
    [InlineData("2026-11-23T01:00:00Z", "America/New_York", "Sun 22 Nov, 20:00 UTC−5")]
    public void A_time_names_its_zone(string at, string zone, string words) =>
        Times
            .InWords(
                DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), Now, TimeZoneInfo.FindSystemTimeZoneById(zone))
            .ShouldBe(words);

    [Theory]
    [InlineData(0.4, "under 1 s")]
    [InlineData(38, "38 s")]
    [InlineData(232, "3 min 52 s")]
    [InlineData(5820, "1 h 37 min")]
    [InlineData(90000, "1 day 1 h")]
    [InlineData(226800, "2 days 15 h")]
    public void A_duration_has_two_units(double seconds, string words) => Times.Lasting(TimeSpan.FromSeconds(seconds)).ShouldBe(words);
}
