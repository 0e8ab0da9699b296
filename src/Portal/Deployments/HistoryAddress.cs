using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using ReleasePortal.Core.Deployments;

namespace ReleasePortal.Portal.Deployments;

/// <summary>The filters of the history as they stand in its address, so that a view can be sent.</summary>
public static class HistoryAddress
{
    /// <param name="state">A run state in any case; an unknown one filters nothing.</param>
    public static HistoryFilter Filter(string? stage, string? state, string? text, Guid? mine) => new()
    {
        Stage = string.IsNullOrEmpty(stage) ? null : stage,
        State = Enum.TryParse<RunState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null,
        Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        Person = mine,
    };

    public static string Of(string path, string? stage, string? state, string? text, bool mine, int? before, int? after) =>
        QueryHelpers.AddQueryString(path, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["stage"] = stage,
            ["state"] = state,
            ["text"] = string.IsNullOrWhiteSpace(text) ? null : text,
            ["mine"] = mine ? "true" : null,
            ["before"] = before?.ToString(CultureInfo.InvariantCulture),
            ["after"] = after?.ToString(CultureInfo.InvariantCulture),
        }.Where(part => part.Value is not null));
}
