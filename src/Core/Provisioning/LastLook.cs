namespace ReleasePortal.Core.Provisioning;

/// <summary>Whether the last look at a stage tells how it is now. Board and page ask here, so that they say the same.</summary>
static class LastLook
{
    /// <summary>A look that is late by as long again tells nothing any more.</summary>
    const int Intervals = 2;

    /// <returns>Why it tells nothing about now; null when it does.</returns>
    public static string? DoubtOf(ResourceCheck? check, TimeSpan interval, DateTimeOffset now) => check switch
    {
        { Fault: not null } => "the last look failed",
        null or { PlannedAt: null } => "nobody has looked yet",
        { PlannedAt: { } at } when now - at > Intervals * interval => "the last look is too old",
        _ => null,
    };
}
