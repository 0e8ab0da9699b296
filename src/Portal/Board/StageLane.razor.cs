using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Portal.Board;

public sealed partial class StageLane
{
    [Parameter, EditorRequired]
    public required string Pipeline { get; set; }

    [Parameter, EditorRequired]
    public required LaneView Lane { get; set; }

    [Parameter, EditorRequired]
    public DateTimeOffset ReadAt { get; set; }

    // Part of a day counts as a day until the last one is over.
    int? TokenDays => Lane.TokenExpiresAt is { } expires ? (int)Math.Ceiling((expires - ReadAt).TotalDays) : null;

    static string Doing(ArrivingView arriving) => arriving.Step is { } step
        ? $"Step {arriving.Done + 1} of {arriving.Steps}, {Words.Of(step).ToLowerInvariant()}"
        : "Waits for its turn";
}
