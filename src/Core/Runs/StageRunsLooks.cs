using System.Collections.Concurrent;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Runs;

/// <summary>Many people who look at a stage at once are one question to Databricks, and nobody waits long for its answer.</summary>
public sealed class StageRunsLooks(TimeProvider clock)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>Shorter than a deployment would wait: a reader is told that the workspace does not answer.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<(string, string), Look> _last = new();

    /// <exception cref="TimeoutException">There is no answer.</exception>
    internal Task<StageRunsView> LookAsync(
        Pipeline pipeline, Stage stage, Func<CancellationToken, Task<StageRunsView>> read, CancellationToken cancellationToken)
    {
        var key = (pipeline.Key, stage.Name);
        var look = _last.AddOrUpdate(key, _ => new(Begin), (_, last) => last.IsFresh(clock.GetUtcNow()) ? last : new(Begin));
        return look.Answer.WaitAsync(cancellationToken);

        async Task<StageRunsView> Begin(Look self)
        {
            using var limit = new CancellationTokenSource(Patience, clock);
            try
            {
                return await read(limit.Token);
            }
            catch (OperationCanceledException fault) when (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"{stage.WorkspaceName} has not answered for {Patience.TotalSeconds:0} s.", fault);
            }
            finally
            {
                self.EndedAt = clock.GetUtcNow();
            }
        }
    }

    /// <summary>The next look asks Databricks, however fresh the last one is.</summary>
    internal void Forget(Pipeline pipeline, Stage stage) => _last.TryRemove((pipeline.Key, stage.Name), out _);

    sealed class Look
    {
        readonly Lazy<Task<StageRunsView>> _answer;

        public Look(Func<Look, Task<StageRunsView>> begin) => _answer = new(() => begin(this));

        public Task<StageRunsView> Answer => _answer.Value;

        public DateTimeOffset? EndedAt { get; set; }

        /// <summary>It still goes on, or has just ended.</summary>
        public bool IsFresh(DateTimeOffset now) => EndedAt is not { } ended || now - ended < Fresh;
    }
}
