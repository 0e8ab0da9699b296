using System.Collections.Concurrent;
using System.Globalization;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Cli.Provisioning;

/// <summary>Tells how an apply gets on, line by line; what takes long is told again and again.</summary>
sealed class ApplyProgress : IAsyncDisposable
{
    static readonly TimeSpan Reminder = TimeSpan.FromSeconds(10);

    readonly Terminal _terminal;
    readonly TimeProvider _clock;
    readonly long _started;
    readonly Dictionary<string, string> _names;
    readonly ConcurrentDictionary<string, long> _working = new(StringComparer.OrdinalIgnoreCase);
    readonly ITimer _timer;

    public ApplyProgress(Terminal terminal, ResourcePlan plan, TimeProvider clock)
    {
        (_terminal, _clock, _started) = (terminal, clock, clock.GetTimestamp());
        _names = plan.Resources.ToDictionary(resource => resource.Id, resource => resource.Subject(), StringComparer.OrdinalIgnoreCase);
        _timer = clock.CreateTimer(_ => Remind(), state: null, Reminder, Reminder);
    }

    public ApplyJournal Journal(UnfinishedApply unfinished) =>
        new((line, _) => SayAsync(line), unfinished.Pending, (pending, _) => KeepAsync(unfinished, pending))
        {
            Progress = (resource, state, _) => NoteAsync(resource, state),
        };

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    async Task KeepAsync(UnfinishedApply unfinished, IReadOnlyList<PendingOperation> pending)
    {
        var begun = pending.Except(unfinished.Pending).ToList();
        unfinished.Keep(pending);
        foreach (var operation in begun)
        {
            await SayAsync($"{_names.GetValueOrDefault(operation.ResourceId, operation.ResourceId)}: Azure carries it out; waiting");
        }
    }

    Task NoteAsync(string resource, ApplyState state)
    {
        if (state is ApplyState.Working)
        {
            _working[resource] = _clock.GetTimestamp();
        }
        else
        {
            _working.TryRemove(resource, out _);
        }

        return Task.CompletedTask;
    }

    void Remind()
    {
        if (_working.IsEmpty)
        {
            return;
        }

        var names = _working.OrderBy(one => one.Value)
            .Select(one => $"{_names.GetValueOrDefault(one.Key, one.Key)} ({_clock.GetElapsedTime(one.Value).TotalSeconds:0} s)");
        _terminal.Error.WriteLine(Line($"still at work: {string.Join(", ", names)}"));
    }

    Task SayAsync(string line) => _terminal.Error.WriteLineAsync(Line(line));

    string Line(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{_clock.GetElapsedTime(_started).TotalSeconds,7:0.0} s  {text}");
}
