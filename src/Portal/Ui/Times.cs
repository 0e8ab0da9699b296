using System.Globalization;

namespace ReleasePortal.Portal.Ui;

/// <summary>Times and durations in the portal's words, always with their zone.</summary>
public static class Times
{
    /// <summary>"Today 08:47 UTC", "Fri 20 Nov, 15:58 UTC"; the year only when it is another one.</summary>
    public static string InWords(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        var day = local.Date == today.Date ? "Today" : Day(local, today) + ",";
        return string.Create(CultureInfo.InvariantCulture, $"{day} {local:HH:mm} {ZoneName(local)}");
    }

    /// <summary>"Fri 20 Nov", with the year when it is not the current one.</summary>
    public static string Day(DateTimeOffset local, DateTimeOffset today) =>
        local.ToString(local.Year == today.Year ? "ddd d MMM" : "ddd d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"UTC", "UTC+1", "UTC+5:30": what everybody reads the same, unlike CST.</summary>
    public static string ZoneName(DateTimeOffset local) => local.Offset switch
    {
        { Ticks: 0 } => "UTC",
        var offset => string.Create(
            CultureInfo.InvariantCulture,
            $"UTC{(offset < TimeSpan.Zero ? "−" : "+")}{Math.Abs(offset.Hours)}{(offset.Minutes == 0 ? "" : $":{Math.Abs(offset.Minutes):00}")}"),
    };

    /// <summary>For a hover: to the second, in the reader's zone by name and in UTC.</summary>
    public static string Exact(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var utc = at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        return local.Offset == TimeSpan.Zero
            ? utc
            : string.Create(CultureInfo.InvariantCulture, $"{local:yyyy-MM-dd HH:mm:ss} {zone.Id} ({utc})");
    }

    /// <summary>"38 s", "3 min 52 s", "1 h 37 min", "2 days 15 h": the two largest units.</summary>
    public static string Lasting(TimeSpan span) => (span < TimeSpan.Zero ? TimeSpan.Zero : span) switch
    {
        { TotalSeconds: < 1 } => "under 1 s",
        { TotalMinutes: < 1 } s => string.Create(CultureInfo.InvariantCulture, $"{s.Seconds} s"),
        { TotalHours: < 1 } m => string.Create(CultureInfo.InvariantCulture, $"{m.Minutes} min {m.Seconds:00} s"),
        { TotalDays: < 1 } h => string.Create(CultureInfo.InvariantCulture, $"{h.Hours} h {h.Minutes:00} min"),
        { TotalDays: < 2 } d => string.Create(CultureInfo.InvariantCulture, $"1 day {d.Hours} h"),
        var d => string.Create(CultureInfo.InvariantCulture, $"{d.Days} days {d.Hours} h"),
    };
}
