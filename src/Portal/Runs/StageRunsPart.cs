using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Runs;
using ReleasePortal.Portal.Shell;

namespace ReleasePortal.Portal.Runs;

/// <summary>Follows the job of one stage. Databricks tells nobody of a run, so it is asked again and again while somebody looks.</summary>
public abstract class StageRunsPart(ReadStageRuns read) : LivePage<StageRunsView>
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    [Parameter, EditorRequired]
    public required string Stage { get; set; }

    protected override IDisposable Subscribe(Action changed) =>
        new Both(base.Subscribe(changed), Clock.CreateTimer(_ => changed(), null, Pause, Pause));

    // The first paint does not wait for Databricks.
    protected override Task ReadAsync() => RendererInfo.IsInteractive ? base.ReadAsync() : Task.CompletedTask;

    protected override async Task<StageRunsView?> LoadAsync()
    {
        if (Pipelines.Get(Pipeline).Find(Stage) is not null)
        {
            return await read.RunAsync(Pipeline, Stage, Leaving);
        }

        Navigation.NotFound();
        return null;
    }

    sealed class Both(IDisposable one, IDisposable other) : IDisposable
    {
        public void Dispose()
        {
            one.Dispose();
            other.Dispose();
        }
    }
}
