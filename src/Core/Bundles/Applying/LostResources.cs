using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>Notes what is about to be created, and finds what an earlier deployment created without living to tell.</summary>
sealed class LostResources(DatabricksWorkspace workspace, ResolvedBundle bundle, RemoteBundle remote, TimeProvider clock)
{
    readonly ConcurrentDictionary<string, string> _claimed = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, bool> _refused = new(StringComparer.Ordinal);
    PendingCreates _pending = remote.Pending;

    /// <summary>Before the first create. What an earlier deployment noted keeps its time.</summary>
    public Task NoteAsync(IReadOnlyList<PlannedResource> plan, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var creates = plan
            .Where(planned => planned is { Action: PlanAction.Create or PlanAction.Recreate, Node.IsChild: false })
            .ToDictionary(planned => planned.Key, planned => IsLost(planned.Key, out var since) ? since : now, StringComparer.Ordinal);
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

    /// <summary>A create that was refused for certain left nothing to look for.</summary>
    public async Task<string> WatchAsync(ResourceNode node, Func<Task<string>> create)
    {
        try
        {
            return await create();
        }
        catch (BundleInvalidException)
        {
            _refused[node.Key] = true;
            throw;
        }
        catch (DatabricksException fault) when (fault.Status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError)
        {
            _refused[node.Key] = true;
            throw;
        }
    }

    public Task ForgetRefusedAsync(CancellationToken cancellationToken)
    {
        if (_refused.IsEmpty)
        {
            return Task.CompletedTask;
        }

        _pending = new() { Creates = _pending.Creates.Where(create => !_refused.ContainsKey(create.Key)).ToDictionary(StringComparer.Ordinal) };
        return WriteAsync(cancellationToken);
    }

    /// <summary>Noted, and never noted as made.</summary>
    bool IsLost(string key, out DateTimeOffset since) => remote.Pending.Creates.TryGetValue(key, out since) && !remote.Entries.ContainsKey(key);

    Task WriteAsync(CancellationToken cancellationToken) => workspace.Files.ImportFileAsync(
        $"{bundle.StatePath}/{StatePaths.PendingCreates}",
        JsonSerializer.SerializeToUtf8Bytes(_pending, StateJson.Default.PendingCreates),
        overwrite: true,
        cancellationToken);
}
