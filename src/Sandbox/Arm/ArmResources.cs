using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>What happens to resources; answers say what the HTTP side shall tell.</summary>
sealed class ArmResources(StateFile<ArmState> state, SandboxOptions options, WorkspaceAddresses addresses, Guid tenant)
{
    DateTimeOffset Now => options.Clock.GetUtcNow();

    public JsonObject? Find(ArmPath path) => state.Read(arm => Shown(arm, path));

    public JsonArray List(Func<StoredResource, bool> which) => state.Read(arm =>
    {
        JsonNode[] found = [.. arm.Resources.Values.Where(which).OrderBy(resource => resource.Id, StringComparer.OrdinalIgnoreCase)
            .Select(resource => Shown(arm, resource))];
        return new JsonArray(found);
    });

    /// <summary>Creates or replaces. The operation is null where everything is done at once.</summary>
    /// <param name="version">The ETag that the caller saw; null means whatever it is now.</param>
    public (JsonObject Body, bool Created, ArmOperation? Operation) Put(ArmPath path, JsonObject body, string? version = null) =>
        state.Change(arm =>
    {
        new ArmRules(arm, options.TakenStorageAccounts, options.TakenVaults).CheckWrite(path, body);
        if (options.ArmSpread > TimeSpan.Zero)
        {
            JustMade.CheckParent(arm, path, Now - options.ArmSpread);
        }

        ETags.Check(arm, path, version);
        ArmChecks.RequireReferences(arm, path, body);
        body = DeletedVaults.Resolve(arm, path, body);
        var known = arm.Resources.GetValueOrDefault(path.Text);
        var style = known is null or { HasFailed: true } && path.Type is not null
            ? ArmLongRunning.StyleOf(path.Type)
            : CreateStyle.Immediate;
        var ready = style is CreateStyle.Immediate ? Now : Now + options.ArmDuration;
        var id = known?.Id ?? path.Text;
        var error = style is CreateStyle.Immediate ? null : PrivateEndpoints.ErrorOf(arm, path, body, Now);
        var completed = ServerFields.Complete(path, id, body, known?.Body, tenant, Now);
        var stored = new StoredResource(
            id, completed, style is CreateStyle.Immediate && known is not null ? known.ReadyAt : ready, error is not null);
        arm.Resources[path.Text] = stored;
        var operation = style is CreateStyle.Location or CreateStyle.AsyncOperation ? Start(arm, id, ready, deletes: false, error) : null;
        return (Shown(arm, stored), known is null, operation);
    });

    /// <summary>The resource as it would be with the change.</summary>
    public JsonObject Merged(ArmPath path, JsonObject change) => Merge(Find(path) ?? throw ArmRefusal.NoResource(path), change);

    /// <summary>Null if there was nothing to delete; otherwise the operation, which ends at once for most types.</summary>
    public ArmOperation? Delete(ArmPath path) => state.Change(arm =>
    {
        if (Subnets.Remove(arm, path))
        {
            return Start(arm, path.Text, Now + options.ArmDuration, deletes: true);
        }

        if (!arm.Resources.TryGetValue(path.Text, out var known))
        {
            return null;
        }

        new ArmRules(arm, options.TakenStorageAccounts, options.TakenVaults).CheckDelete(path);
        InUse.Check(arm, path);
        DeletedVaults.Keep(arm, path, known with { ReadyAt = Now });
        foreach (var below in arm.Resources.Keys.Where(id => id.StartsWith(path.Text + "/", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            DeletedVaults.Keep(arm, ArmPath.Parse(below)!, arm.Resources[below] with { ReadyAt = Now });
            arm.Resources.Remove(below);
        }

        arm.Resources.Remove(path.Text);
        PrivateEndpoints.Disconnect(arm, path.Text);
        var takesTime = path.IsGroup || ArmLongRunning.StyleOf(path.Type!) is CreateStyle.AsyncOperation;
        return Start(arm, known.Id, takesTime ? Now + options.ArmDuration : Now, deletes: true);
    });

    public JsonArray ListDeletedVaults(string subscription) => state.Read(arm => DeletedVaults.List(arm, subscription));

    public ArmOperation PurgeVault(DeletedVaultAddress address) => state.Change(arm =>
    {
        DeletedVaults.Purge(arm, address);
        return Start(arm, address.Name, Now + options.ArmDuration, deletes: true);
    });

    public JsonObject FindDeletedVault(DeletedVaultAddress address) => state.Read(arm => DeletedVaults.Show(arm, address));

    public ArmOperation? FindOperation(string id) => state.Read(arm => arm.Operations.GetValueOrDefault(id));

    public bool IsRunning(ArmOperation operation) => Now < operation.EndsAt;

    /// <summary>Whether every server knows of it yet.</summary>
    public bool IsKnown(ArmOperation operation) => operation.StartedAt <= Now - options.ArmSpread;

    ArmOperation Start(ArmState arm, string target, DateTimeOffset ends, bool deletes, JsonObject? error = null)
    {
        var operation = new ArmOperation(Guid.NewGuid().ToString(), target, Now, ends, deletes, error);
        arm.Operations.Add(operation.Id, operation);
        return operation;
    }

    JsonObject? Shown(ArmState arm, ArmPath path)
    {
        if (arm.Resources.TryGetValue(path.Text, out var resource))
        {
            return Shown(arm, resource);
        }

        if (Subnets.Find(arm, path) is { } subnet)
        {
            return BackReferences.Told(arm, subnet.Copy());
        }

        var isBlobService = path.Is("Microsoft.Storage/storageAccounts/blobServices")
            && path.Parent is { } account
            && arm.Resources.ContainsKey(account);
        return isBlobService ? ServerFields.Complete(path, path.Text, [], null, tenant, Now) : null;
    }

    JsonObject Shown(ArmState arm, StoredResource resource)
    {
        var body = resource.Body.Copy();
        if (!resource.Id.Contains("/Microsoft.Authorization/", StringComparison.OrdinalIgnoreCase))
        {
            body["properties"]!.AsObject()["provisioningState"] = Now < resource.ReadyAt ? "Creating" : resource.HasFailed ? "Failed" : "Succeeded";
        }

        addresses.Tell(body);
        return BackReferences.Told(arm, body);
    }

    /// <summary>Objects merge, everything else is replaced, null removes.</summary>
    static JsonObject Merge(JsonObject current, JsonObject change)
    {
        var merged = current.Copy();
        foreach (var (name, value) in change)
        {
            if (value is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = value is JsonObject nested && name is not "tags" && merged[name] is JsonObject known
                    ? Merge(known, nested)
                    : value.DeepClone();
            }
        }

        return merged;
    }
}
