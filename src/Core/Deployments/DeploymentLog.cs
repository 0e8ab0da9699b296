using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Changes;

namespace ReleasePortal.Core.Deployments;

/// <summary>Writes the log of one running deployment: lines are taken at once, kept in small batches, and never out of order.</summary>
sealed class DeploymentLog : IAsyncDisposable
{
    /// <summary>Fast enough to look live, slow enough that a chatty step does not keep the database busy.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>A database that does not answer for longer than these attempts take errors the deployment.</summary>
    const int Attempts = 6;

    readonly Channel<(int Step, DateTimeOffset At, LineLevel Level, string Text)> _lines = Channel.CreateUnbounded<(int, DateTimeOffset,
        LineLevel, string)>();
    readonly StageLeases _leases;
    readonly HeldLease _lease;
    readonly Deployment _deployment;
    readonly ChangeFeed _changes;
    readonly TimeProvider _clock;
    readonly List<Secret> _secrets = [];
    readonly Task _writing;

    public DeploymentLog(StageLeases leases, HeldLease lease, Deployment deployment, ChangeFeed changes, TimeProvider clock)
    {
        (_leases, _lease, _deployment, _changes, _clock) = (leases, lease, deployment, changes, clock);
        _writing = WriteAllAsync();
    }

    /// <summary>From here on the secret's text shows as dots.</summary>
    public void Hide(Secret secret)
    {
        lock (_secrets)
        {
            _secrets.Add(secret);
        }
    }

    public string Mask(string text)
    {
        lock (_secrets)
        {
            return _secrets.Aggregate(
                text, (masked, secret) => masked.Replace(secret.Reveal(), secret.ToString(), StringComparison.Ordinal));
        }
    }

    public void Write(int step, LineLevel level, string text) => _lines.Writer.TryWrite((step, _clock.GetUtcNow(), level, Mask(text)));

    /// <summary>Returns when every line is in the database.</summary>
    /// <exception cref="LeaseLostException">Somebody else carries the deployment on; the last lines are not kept.</exception>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writing;
    }

    async Task WriteAllAsync()
    {
        while (await _lines.Reader.WaitToReadAsync())
        {
            await Task.Delay(Pause);
            List<(int Step, DateTimeOffset At, LineLevel Level, string Text)> batch = [];
            while (_lines.Reader.TryRead(out var line))
            {
                batch.Add(line);
            }

            await KeepAsync(batch);
            _changes.Publish(new(_deployment.Pipeline, _deployment.Number));
        }
    }

    async Task KeepAsync(List<(int Step, DateTimeOffset At, LineLevel Level, string Text)> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // Not cancelled by a shutdown: what was said should be kept, and one insert is short.
                await _leases.TransactAsync(_lease, async db =>
                {
                    var last = await db.LogLines.Where(line => line.DeploymentId == _deployment.Id).MaxAsync(line => (int?)line.Sequence)
                        ?? 0;
                    db.LogLines.AddRange(
                        batch.Select(
                            (line, index) => new LogLine(_deployment.Id, last + 1 + index, line.Step, line.At, line.Level, line.Text)));
                    return true;
                }, CancellationToken.None);
                return;
            }
            catch (Exception fault) when (fault is DbException or DbUpdateException && attempt < Attempts)
            {
                await Task.Delay(Pause * (1 << attempt), CancellationToken.None);
            }
        }
    }
}
