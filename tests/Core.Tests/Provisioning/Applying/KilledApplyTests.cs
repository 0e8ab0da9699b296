using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Tests.Clients;
using ReleasePortal.Core.Tests.Provisioning.Settings;
using ReleasePortal.Sandbox.Faults;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests.Provisioning.Applying;

public sealed class KilledApplyTests
{
    static CancellationToken Soon => TestContext.Current.CancellationToken;

    /// <summary>An apply mostly waits for Azure, so several are killed at a time, each in a sandbox of its own.</summary>
    const int Lanes = 6;

    /// <summary>Every switch is on: network, private endpoints, clusters in the network, workspace, catalog, locks.</summary>
    [Fact]
    public async Task Killed_after_any_request_it_ends_the_same_and_makes_nothing_twice()
    {
        var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(KillInLaneAsync));

        lanes.Sum().ShouldBeGreaterThan(100);
    }

    /// <summary>After each request whose number belongs to the lane, until a kill comes too late.</summary>
    /// <returns>How many applies were killed.</returns>
    static async Task<int> KillInLaneAsync(int first)
    {
        await using var clients = await SandboxClients.StartAsync(new SandboxOptions { ArmDuration = TimeSpan.FromMilliseconds(120) });
        var kills = 0;
        while (await EndsAlikeAsync(clients, first + (kills * Lanes)))
        {
            kills++;
        }

        return kills;
    }

    /// <returns>Whether the apply was killed, and not over before.</returns>
    static async Task<bool> EndsAlikeAsync(SandboxClients clients, int kill)
    {
        var blueprint = StageBlueprint.Standard(Stages.Full(clients, $"k{kill}"));
        var approved = await clients.Get<Provisioner>().PlanAsync(blueprint, Soon);
        clients.Sandbox.Requests.Clear();

        IReadOnlyList<PendingOperation> saved = [];
        var isKilled = await IsKilledAsync(clients, blueprint, approved, kill, pending => saved = pending);
        await ApplyAsync(clients, blueprint, approved, saved, pending => saved = pending, Soon);

        (await clients.Get<Provisioner>().PlanAsync(blueprint, Soon)).IsEmpty.ShouldBeTrue($"killed after request {kill}");
        saved.ShouldBeEmpty();
        Twice(clients.Sandbox.Requests.All).ShouldBeEmpty($"killed after request {kill}");
        return isKilled;
    }

    /// <summary>Whatever the second was answered: Azure says 200 to what is there already, and Unity Catalog refuses it.</summary>
    static IEnumerable<string> Twice(IEnumerable<LoggedRequest> requests) => requests
        .Where(
            request =>
                request.Method is "PUT" || (request.Method is "POST" && request.Path.StartsWith("/api/2.", StringComparison.Ordinal)))
        .Where(request => request.Status is not LoggedRequest.Abandoned)
        .GroupBy(
            request => $"{request.Method} {request.Path} {(request.Method is "POST" ? request.Body : "")}",
            StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .Select(group => $"{group.Key} {string.Join(", ", group.Select(request => request.Status))}");

    /// <summary>The last request does its work, but its answer never comes: the process died meanwhile.</summary>
    static async Task<bool> IsKilledAsync(
        SandboxClients clients, StageBlueprint blueprint, ResourcePlan approved, int requests, Action<IReadOnlyList<PendingOperation>> save)
    {
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Soon);
        var before = clients.Sandbox.Faults.Strikes;
        clients.Sandbox.Faults.Add(new() { Skip = requests, Hang = true, When = FaultMoment.After });
        var apply = ApplyAsync(clients, blueprint, approved, [], save, killed.Token);
        while (!apply.IsCompleted && clients.Sandbox.Faults.Strikes == before)
        {
            await Task.WhenAny(apply, Task.Delay(5, Soon));
        }

        await killed.CancelAsync();
        clients.Sandbox.Faults.Clear();
        await Task.WhenAny(apply);
        return !apply.IsCompletedSuccessfully;
    }

    static async Task ApplyAsync(
        SandboxClients clients,
        StageBlueprint blueprint,
        ResourcePlan approved,
        IReadOnlyList<PendingOperation> pending,
        Action<IReadOnlyList<PendingOperation>> save,
        CancellationToken cancellationToken)
    {
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, pending, (left, _) =>
        {
            save(left);
            return Task.CompletedTask;
        });
        await clients.Get<Provisioner>().ApplyAsync(blueprint, approved, journal, cancellationToken);
    }
}
