using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>Notes what is about to be created, for <see cref="LostResources"/> of the next deployment, until the state knows it.</summary>
sealed class NotedCreates(DatabricksWorkspace workspace, StateFolder folder, ResolvedBundle bundle, RemoteBundle remote, TimeProvider clock)
{
    readonly ConcurrentDictionary<string, bool> _open = new(StringComparer.Ordinal);
    IReadOnlyDictionary<string, LostCreate> _noted = remote.Pending.Creates;

    /// <summary>Before the first create.</summary>
    public Task NoteAsync(IReadOnlyList<PlannedResource> plan, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var creates = plan.Where(MakesSomething)
            .ToDictionary(planned => planned.Key, planned => Note(planned, now), StringComparer.Ordinal);
        return creates.Count == 0 ? Task.CompletedTask : WriteAsync(creates, cancellationToken);
    }

    /// <summary>What was made, and what was refused for certain, leaves nothing to look for.</summary>
    public async Task<string> WatchAsync(ResourceNode node, Func<CancellationToken, Task<string>> make, CancellationToken cancellationToken)
    {
        _open[node.Key] = true;
        try
        {
            var id = await make(cancellationToken);
            _open[node.Key] = false;
            return id;
        }
        catch (Exception fault) when (fault is BundleInvalidException
            or DatabricksException { Status: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError })
        {
            _open[node.Key] = false;
            throw;
        }
    }

    /// <summary>When the state is written, only what is still open must stay noted.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken)
    {
        var open = _noted.Where(create => _open.GetValueOrDefault(create.Key)).ToDictionary(StringComparer.Ordinal);
        return open.Count == _noted.Count ? Task.CompletedTask
            : open.Count > 0 ? WriteAsync(open, cancellationToken)
            : workspace.Files.DeleteAsync(folder.PathOf(StatePaths.PendingCreates), recursive: false, cancellationToken);
    }

    /// <summary>A rename is a create under the new name, if its answer is lost.</summary>
    static bool MakesSomething(PlannedResource planned) => planned is { Node.IsChild: false }
        && (planned.Action is PlanAction.Create or PlanAction.Recreate || planned is { Action: PlanAction.Update, KeepsItsId: false });

    LostCreate Note(PlannedResource planned, DateTimeOffset now)
    {
        var traits = planned.Resource.FoundBy.Where(planned.Wish!.ContainsKey)
            .Select(field => KeyValuePair.Create(field, planned.Wish[field]?.DeepClone()));
        return new(new JsonObject(traits), Birth(planned, now), bundle.Deployer.UserName, StateEntry.DependenciesOf(planned.Node));
    }

    /// <summary>What is renamed may be of any age; what could not be found may still come.</summary>
    DateTimeOffset Birth(PlannedResource planned, DateTimeOffset now) =>
        planned.Action is PlanAction.Update ? DateTimeOffset.UnixEpoch
        : remote.Pending.Creates.TryGetValue(planned.Key, out var before) ? before.Since
        : now;

    Task WriteAsync(IReadOnlyDictionary<string, LostCreate> creates, CancellationToken cancellationToken)
    {
        _noted = creates;
        return folder.WriteAsync(
            StatePaths.PendingCreates, new() { Creates = creates }, StateJson.Default.PendingCreates, cancellationToken);
    }
}
