using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Core;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Releases;
using ReleasePortal.Core.Runs;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Bench.Elt;

/// <summary>What following a run adds to a deployment: the step RunChecks against the run itself, for short and long runs.</summary>
static class ChecksBench
{
    const string Elt = "elt";
    const string Stage = "dev";

    static readonly TimeSpan[] TaskDurations = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6)];

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var duration in TaskDurations)
        {
            var (run, step) = await MeasureAsync(duration, cancellationToken);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"run {run.TotalSeconds,6:0.00} s, RunChecks {step.TotalSeconds,6:0.00} s: {(step - run).TotalSeconds:0.00} s more, {step / run:0.00} times (allowed: 1 s or 1.10 times)"));
        }
    }

    static async Task<(TimeSpan Run, TimeSpan Step)> MeasureAsync(TimeSpan taskDuration, CancellationToken cancellationToken)
    {
        await using var sandbox = await SandboxHost.StartAsync(new() { TaskDuration = taskDuration }, cancellationToken);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(sandbox.PortalSettings(new("http://localhost:5080"))).Build();
        await using var services = new ServiceCollection().AddLogging()
            .AddSingleton<IConfiguration>(settings)
            .AddCore(settings)
            .BuildServiceProvider();
        await services.GetRequiredService<PrepareDatabase>().RunAsync(cancellationToken);
        await DeployAsync(services, cancellationToken);

        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancellationToken);
        var step = await db.StepRuns.SingleAsync(row => row.Name == nameof(RunChecks), cancellationToken);
        var run = (await services.GetRequiredService<ReadStageRuns>().RunAsync(Elt, Stage, cancellationToken)).Runs[0];
        return (run.EndedAt!.Value - run.StartedAt, step.FinishedAt!.Value - step.StartedAt!.Value);
    }

    static async Task DeployAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        var pipeline = services.GetRequiredService<PipelineCatalog>().Get(Elt);
        while (!await services.GetRequiredService<DeploymentRunner>().RunNextAsync(Elt, Stage, cancellationToken))
        {
            await services.GetRequiredService<WatchReleases>().RunAsync(pipeline, cancellationToken);
            await Task.Delay(50, cancellationToken);
        }
    }
}
