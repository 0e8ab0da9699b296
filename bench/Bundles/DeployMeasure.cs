using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Bench.Bundles;

/// <summary>What a deployment took, and what it asked of the workspace.</summary>
sealed record DeployMeasure(TimeSpan Elapsed, int Uploads, int ResourceChanges, int Calls)
{
    public static DeployMeasure Of(TimeSpan elapsed, IReadOnlyList<LoggedRequest> requests) => new(
        elapsed,
        requests.Count(
            request => request.Path.Contains("/import-file/", StringComparison.Ordinal)
                && request.Path.Contains("/files/", StringComparison.Ordinal)),
        requests.Count(request => request.Method != "GET" && request.Path.StartsWith("/api/2.2/jobs/", StringComparison.Ordinal)),
        requests.Count);

    public override string ToString() =>
        $"{Elapsed.TotalSeconds:0.00} s, {Uploads} file(s) uploaded, {ResourceChanges} resource(s) changed, {Calls} calls";
}
