using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Bench.Provisioning;

/// <summary>The same three stages under other names each time, so that every way starts from nothing.</summary>
sealed class Race(IServiceProvider services, CallClock calls)
{
    static readonly string[] Names = ["dev", "test", "prod"];

    Provisioner Provisioner => services.GetRequiredService<Provisioner>();

    public async Task<TimeSpan> SideBySideAsync(string way)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Names.Select(async name =>
        {
            var blueprint = Blueprint(name, way);
            await ApplyAsync(blueprint, await Provisioner.PlanAsync(blueprint, CancellationToken.None));
        }));
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>The same calls, but each begins when the one before it is finished. The reads are counted by what each takes; the writes are really done so.</summary>
    public async Task<(TimeSpan Total, TimeSpan LongestPath)> OneAfterAnotherAsync()
    {
        var (total, longest) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var name in Names)
        {
            var whole = Blueprint(name, "alone");
            var (plan, before) = (Stopwatch.GetTimestamp(), calls.Total);
            var approved = await Provisioner.PlanAsync(whole, CancellationToken.None);
            var reading = Stopwatch.GetElapsedTime(plan);
            var ends = new Dictionary<string, TimeSpan>(StringComparer.OrdinalIgnoreCase);

            // A plan to be approved, and the look before the first write.
            total += 2 * (calls.Total - before);
            for (var count = 1; count <= whole.Resources.Count; count++)
            {
                var first = whole.Resources.Take(count).ToList();
                var writing = await ApplyAsync(new(first), new([.. approved.Resources.Where(planned => first.Exists(resource => resource.Id == planned.Id))]));
                total += writing;
                var resource = whole.Resources[count - 1];
                ends[resource.Id] = writing + resource.Needs.Where(ends.ContainsKey).Select(need => ends[need]).DefaultIfEmpty().Max();
            }

            // Both stand before the graph.
            longest = new[] { longest, reading + reading + ends.Values.Max() }.Max();
        }

        return (total, longest);
    }

    /// <returns>How long the writing took, without the reading before it.</returns>
    async Task<TimeSpan> ApplyAsync(StageBlueprint blueprint, ResourcePlan approved)
    {
        long started = 0;
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask)
        {
            Progress = (_, state, _) =>
            {
                started = state is ApplyState.Working && started == 0 ? Stopwatch.GetTimestamp() : started;
                return Task.CompletedTask;
            },
        };
        await Provisioner.ApplyAsync(blueprint, approved, journal, CancellationToken.None);
        return started == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(started);
    }

    StageBlueprint Blueprint(string name, string way)
    {
        var stage = services.GetRequiredService<PipelineCatalog>().Get("elt").Get(name);
        return services.GetRequiredService<StageBlueprints>().Of(stage with
        {
            ResourceGroup = $"rg-{way}",
            StorageAccount = $"st{way}{name}",
            KeyVault = $"kv-{way}-{name}",
            WorkspaceName = $"{stage.WorkspaceName}-{way}",
        });
    }
}
