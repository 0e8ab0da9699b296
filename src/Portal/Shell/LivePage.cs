using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Portal.SignIn;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Shell;

/// <summary>A page, or a part of one, that shows a view of a pipeline and reads it again whenever something changes.</summary>
public abstract partial class LivePage<TView> : LiveComponent
    where TView : class
{
    [Inject]
    public required ChangeFeed Changes { get; set; }

    [Inject]
    public required TimeProvider Clock { get; set; }

    [Inject]
    public required PipelineCatalog Pipelines { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    [Inject]
    public required WhoIsHere Who { get; set; }

    [Inject]
    public required ILoggerFactory Loggers { get; set; }

    [Parameter]
    public required string Pipeline { get; set; }

    /// <summary>What was read last; null before the first read has ended.</summary>
    protected TView? View { get; private set; }

    protected DateTimeOffset? ReadAt { get; private set; }

    /// <summary>The last read failed; <see cref="View"/> is what was read before it.</summary>
    protected bool IsUnreadable { get; private set; }

    protected abstract Task<TView?> LoadAsync();

    /// <summary>A page of an unknown pipeline is not there; a part of the frame shows without one.</summary>
    protected virtual bool NeedsPipeline => true;

    /// <summary>Whether a change is worth reading again; a growing log alone is not.</summary>
    protected virtual bool Concerns(Change change) =>
        change.Deployment is null && (change.Pipeline is null || string.Equals(change.Pipeline, Pipeline, StringComparison.Ordinal));

    protected override IDisposable Subscribe(Action changed) => Changes.Subscribe(change =>
    {
        if (Concerns(change))
        {
            changed();
        }
    });

    protected override async Task ReadAsync()
    {
        if (NeedsPipeline && Pipelines.Find(Pipeline) is null)
        {
            Navigation.NotFound();
            return;
        }

        try
        {
            View = await LoadAsync();
            (ReadAt, IsUnreadable) = (Clock.GetUtcNow(), false);
        }
        catch (SignedOutException)
        {
            // The page is on its way to where it says so.
        }
        catch (Exception fault) when (!Leaving.IsCancellationRequested)
        {
            IsUnreadable = true;
            LogUnreadable(Loggers.CreateLogger(GetType()), fault, typeof(TView).Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "Could not read {View}")]
    static partial void LogUnreadable(ILogger logger, Exception fault, string view);
}
