namespace ReleasePortal.Sandbox.Faults;

/// <summary>One call that a stand-in answered. Headers are not kept: some of them are secrets.</summary>
/// <param name="Path">With the query.</param>
/// <param name="Body">What was sent as JSON or form, its first 8 KB, or as a file of no more than that, secrets
/// masked; empty for everything else.</param>
public sealed record LoggedRequest(DateTimeOffset At, string StandIn, string Method, string Path, int Status, string Body)
{
    /// <summary>The status of a call that was given up before anything was done for it.</summary>
    public const int Abandoned = 499;
}
