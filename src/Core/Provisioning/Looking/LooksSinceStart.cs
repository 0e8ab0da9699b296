using System.Collections.Concurrent;

namespace ReleasePortal.Core.Provisioning.Looking;

/// <summary>Which stages were looked at since the process started. Settings are read at the start, so a look of
/// before may be of others.</summary>
public sealed class LooksSinceStart
{
    readonly ConcurrentDictionary<(string Pipeline, string Stage), byte> _stages = new();

    internal bool Holds(string pipeline, string stage) => _stages.ContainsKey((pipeline, stage));

    internal void Add(string pipeline, string stage) => _stages[(pipeline, stage)] = 0;
}
