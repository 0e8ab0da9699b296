using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ReleasePortal.Core.Tests;

/// <summary>Keeps every log line of a test, so that what must not be logged can be looked for.</summary>
[ProviderAlias("Kept")]
public sealed class KeptLogs : ILoggerProvider
{
    readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => new Keeper(_lines, categoryName);

    public void Dispose()
    {
    }

    sealed class Keeper(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{category}: {formatter(state, exception)} {exception}");
    }
}
