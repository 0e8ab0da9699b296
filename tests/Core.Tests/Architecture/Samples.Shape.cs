// Offenders on purpose against the shape of classes; see Samples.cs.
#pragma warning disable CA1822, CA1823, CA1852, IDE0060, CA1068, MA0040, CS1998

namespace ReleasePortal.Core.Releases;

internal class LeftOpen;

internal sealed class QuarantineEverything
{
    public Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task RunAgainAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal sealed class FindNothing
{
    public Task LookAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal sealed class ForgetsTheToken
{
    public Task LateAsync(CancellationToken cancellationToken, int afterwards) => Task.CompletedTask;
    public Task OptionalAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
    public async ValueTask<int> NoneAsync() => 1;
}
