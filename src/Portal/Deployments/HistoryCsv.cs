using System.Globalization;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Portal.Deployments;

/// <summary>The history as RFC 4180 lines, times in UTC.</summary>
public static class HistoryCsv
{
    public const string Heading = "number,queued,started,finished,stage,commit,title,state,requested by,approved by,reason,failure\r\n";

    public static string Line(HistoryRow row) => string.Join(',', new[]
    {
        row.Number.ToString(CultureInfo.InvariantCulture), Time(row.QueuedAt), Time(row.StartedAt), Time(row.FinishedAt), row.Stage,
        row.Release.Commit,
        row.Kind is PromotionKind.Provision ? "only resources, no release" : row.Release.Title, row.State.ToString(),
        row.RequesterName ?? "", string.Join("; ", row.ApprovedBy), row.Reason ?? "", row.Failure ?? "",
    }.Select(Field)) + "\r\n";

    /// <summary>Quoted where needed. A leading =, +, - or @ gets an apostrophe: a spreadsheet would run it as a formula.</summary>
    static string Field(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t', ..] ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "";
}
