using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>Notes what is about to be created, and finds what an earlier deployment created without living to tell.</summary>
sealed class LostResources(DatabricksWorkspace workspace, StateFolder folder, ResolvedBundle bundle, RemoteBundle remote, TimeProvider clock)
{
    readonly ConcurrentDictionary<string, string> _claimed = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, bool> _settled = new(StringComparer.Ordinal);
    PendingCreates _pending = remote.Pending;
    int _inFile = remote.Pending.Creates.Count;

    /// <summary>Before the first create. What an earlier deployment noted keeps its time.</summary>
    public Task NoteAsync(IReadOnlyList<PlannedResource> plan, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var creates = plan.Where(MakesSomething).ToDictionary(
            planned => planned.Key, planned => IsLost(planned.Key, out var since) ? since : Birth(planned, now), StringComparer.Ordinal);
        _pending = new() { Creates = creates };
        return creates.Count == 0 ? Task.CompletedTask : WriteAsync(cancellationToken);
    }

    /// <returns>The id; null when there is nothing to take over.</returns>
    public async Task<string?> FindAsync(
        ResourceNode node, JsonObject wish, IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken)
    {
        if (!IsLost(node.Key, out var since))
        {
            return null;
        }

        var found = await node.Resource.FindLostAsync(workspace, new(wish, since, bundle.Deployer.UserName), cancellationToken);
        return found.FirstOrDefault(id => !known.Values.Contains(id, StringComparer.Ordinal) && _claimed.TryAdd($"{node.Resource.Type}/{id}", node.Key));
    }

    /// <summary>What was made, and what was refused for certain, leaves nothing to look for.</summary>
    public async Task<string> WatchAsync(ResourceNode node, Func<CancellationToken, Task<string>> make, CancellationToken cancellationToken)
    {
        try
        {
            var id = await make(cancellationToken);
            _settled[node.Key] = true;
            return id;
        }
        catch (Exception fault) when (fault is BundleInvalidException or DatabricksException { Status: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError })
        {
            _settled[node.Key] = true;
            throw;
        }
    }

    /// <summary>When the state is written, only what is still open must stay noted.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken)
    {
        var open = _pending.Creates.Where(create => !_settled.ContainsKey(create.Key)).ToDictionary(StringComparer.Ordinal);
        if (open.Count == _inFile)
        {
            return Task.CompletedTask;
        }

        _pending = new() { Creates = open };
        return open.Count > 0
            ? WriteAsync(cancellationToken)
            : workspace.Files.DeleteAsync(folder.PathOf(StatePaths.PendingCreates), recursive: false, cancellationToken);
    }

    /// <summary>A rename is a create under the new name, if its answer is lost.</summary>
    static bool MakesSomething(PlannedResource planned) => planned is { Node.IsChild: false }
        && (planned.Action is PlanAction.Create or PlanAction.Recreate || planned is { Action: PlanAction.Update, KeepsItsId: false });

    /// <summary>What is renamed may be of any age.</summary>
    static DateTimeOffset Birth(PlannedResource planned, DateTimeOffset now) =>
        planned.Action is PlanAction.Update ? DateTimeOffset.UnixEpoch : now;

    bool IsLost(string key, out DateTimeOffset since) => remote.Pending.Creates.TryGetValue(key, out since);

    Task WriteAsync(CancellationToken cancellationToken)
    {
        _inFile = _pending.Creates.Count;
        return folder.WriteAsync(StatePaths.PendingCreates, _pending, StateJson.Default.PendingCreates, cancellationToken);
    }
}
