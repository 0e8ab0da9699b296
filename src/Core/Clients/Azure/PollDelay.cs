namespace ReleasePortal.Core.Clients.Azure;

/// <summary>How long to wait before Azure is asked again.</summary>
static class PollDelay
{
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>Where Azure says nothing.</summary>
    static readonly TimeSpan Usual = TimeSpan.FromSeconds(2);

    /// <summary>However long Azure asks.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static TimeSpan After(TimeSpan? asked) => asked switch
    {
        null => Usual,
        { } delay when delay < Shortest => Shortest,
        { } delay when delay > Longest => Longest,
        { } delay => delay,
    };
}
