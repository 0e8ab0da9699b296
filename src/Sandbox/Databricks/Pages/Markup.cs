using System.Globalization;
using System.Net;

namespace ReleasePortal.Sandbox.Databricks.Pages;

/// <summary>Pieces of pages; whatever a bundle or a person wrote is encoded here.</summary>
static class Markup
{
    public static string Html(string? text) => WebUtility.HtmlEncode(text ?? "");

    public static string Time(DateTimeOffset? at) => at is { } time
        ? string.Create(
            CultureInfo.InvariantCulture, $"""<time datetime="{time.UtcDateTime:o}">{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC</time>""")
        : """<span class="dim">not yet</span>""";

    public static string Lasting(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes:00} min"),
    };

    public static string Fact(string name, string html) => $"<div><dt>{name}</dt><dd>{html}</dd></div>";

    /// <summary>Rows of cells that are markup already; each cell knows its column where there is no room for columns.</summary>
    public static string Table(string label, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) => $"""
        <table class="rows" aria-label="{Html(label)}">
        <thead><tr>{string.Concat(columns.Select(column => $"<th scope=\"col\">{column}</th>"))}</tr></thead>
        <tbody>{string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select((cell, index) => $"<td data-l=\"{columns[index]}\">{cell}</td>"))}</tr>"))}</tbody>
        </table>
        """;
}
