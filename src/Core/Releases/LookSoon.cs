using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.GitHub;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Releases;

/// <summary>Shortens the pause between two looks at GitHub when somebody knows that there is something to see.</summary>
public sealed class LookSoon(PipelineCatalog pipelines, IOptions<GitHubOptions> github, TimeProvider clock)
{
    readonly ConcurrentDictionary<string, Channel<bool>> _asked = new(StringComparer.Ordinal);

    /// <param name="repository">owner/name; a repository of no pipeline is nobody's business.</param>
    public void Ask(string repository)
    {
        foreach (var pipeline in pipelines.All.Where(
            item => string.Equals(item.Repository, repository, StringComparison.OrdinalIgnoreCase)))
        {
            Of(pipeline.Key).Writer.TryWrite(true);
        }
    }

    /// <summary>Returns when somebody asked, or when it is time again.</summary>
    public async Task WaitAsync(string pipeline, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = Task.Delay(github.Value.PollInterval, clock, over.Token);
        var asked = Of(pipeline).Reader.WaitToReadAsync(over.Token).AsTask();
        await Task.WhenAny(waiting, asked);
        Of(pipeline).Reader.TryRead(out _);
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    Channel<bool> Of(string pipeline) =>
        _asked.GetOrAdd(
            pipeline, _ => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }));
}
