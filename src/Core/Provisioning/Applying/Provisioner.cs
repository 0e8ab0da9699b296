using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Applying;

/// <summary>Compares a stage's blueprint with what there is, and makes that like it. Nothing is ever deleted.</summary>
public sealed class Provisioner(ResourceAccess access, ResourceWriter writer, MissingPermissions permissions)
{
    /// <summary>Reads every resource, side by side; changes nothing.</summary>
    /// <exception cref="ProvisioningException">A setting is wrong; nobody was asked.</exception>
    /// <exception cref="AzureException">There was no answer. A resource that may not be read is part of the plan instead.</exception>
    /// <exception cref="DatabricksException">There was no answer.</exception>
    public async Task<ResourcePlan> PlanAsync(StageBlueprint blueprint, CancellationToken cancellationToken) =>
        PlanOf(await CompareAsync(blueprint, cancellationToken));

    /// <summary>Carries out the plan, as side by side as the resources' needs allow. May be called again after any interruption;
    /// what is as it should be gets no call but its reading.</summary>
    /// <returns>The resources that were written.</returns>
    /// <exception cref="ProvisioningException">What there is differs from what was approved in a way that needs a
    /// person, or a write was refused and will be again.</exception>
    /// <exception cref="AzureException">Azure did not answer. Other resources may have been written.</exception>
    /// <exception cref="DatabricksException">Databricks did not answer. Other resources may have been written.</exception>
    /// <exception cref="OperationCanceledException">The journal's <see cref="ApplyJournal.Stop"/> was cancelled, and nothing is on its way
    /// any more but what Azure does.</exception>
    public async Task<IReadOnlyList<PlannedResource>> ApplyAsync(
        StageBlueprint blueprint, ResourcePlan approved, ApplyJournal journal, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(journal.Stop, cancellationToken);
        await Task.WhenAll(journal.Pending.Select(
            operation => ResumeAsync(operation, SubjectOf(operation, blueprint), journal, either.Token, cancellationToken)));
        var comparisons = await CompareAsync(blueprint, either.Token);
        ApprovedChanges.Require(PlanOf(comparisons), approved);
        Task<JsonObject?> FindAsync(string id) => FindNowAsync(comparisons, id, cancellationToken);
        var writes = new Dictionary<string, Task<bool>>(StringComparer.OrdinalIgnoreCase);
        foreach (var comparison in comparisons)
        {
            var needs = comparison.Wanted.Needs.Where(writes.ContainsKey).Select(id => writes[id]).ToList();
            writes.Add(comparison.Wanted.Id, ApplyAsync(comparison, needs, approved, FindAsync, journal, cancellationToken));
        }

        await ProvisioningFaults.AllAsync(writes.Values, cancellationToken);
        return [.. comparisons.Select(comparison => comparison.Planned).Where(planned => writes[planned.Id].Result)];
    }

    async Task<ResourceComparison[]> CompareAsync(StageBlueprint blueprint, CancellationToken cancellationToken)
    {
        if (blueprint.Faults() is { Count: > 0 } faults)
        {
            throw new ProvisioningException([.. faults.Select(fault => fault.ToString())]);
        }

        var reads = new Dictionary<string, Task<FoundResource>>(StringComparer.OrdinalIgnoreCase);
        async Task<JsonObject?> FindAsync(string id) => reads.TryGetValue(id, out var read) ? (await read).Body : null;
        foreach (var resource in blueprint.Resources)
        {
            reads.Add(resource.Id, ReadAsync(resource, reads.GetValueOrDefault(blueprint.WorkspaceId), FindAsync, cancellationToken));
        }

        var comparisons = await Task.WhenAll(blueprint.Resources.Select(async resource =>
        {
            var body = await Later.ResolveAsync(resource.Body(), FindAsync, cancellationToken);
            return ResourceComparison.Of(resource, body, await reads[resource.Id]).Warned(await resource.WarningAsync(FindAsync));
        }));
        return await permissions.BlockAsync(comparisons, cancellationToken);
    }

    /// <summary>Unity Catalog is not asked through a workspace that is still to be made.</summary>
    async Task<FoundResource> ReadAsync(
        ManagedResource resource,
        Task<FoundResource>? workspace,
        Func<string, Task<JsonObject?>> find,
        CancellationToken cancellationToken) =>
        resource is CatalogResource && workspace is not null && await workspace is { Body: null, Denied: null }
            ? new(resource.Id, null)
            : await access.ReadAsync(resource, find, cancellationToken);

    async Task<JsonObject?> FindNowAsync(ResourceComparison[] comparisons, string id, CancellationToken cancellationToken)
    {
        var comparison = comparisons.Single(other => string.Equals(other.Wanted.Id, id, StringComparison.OrdinalIgnoreCase));
        return comparison is { Planned.Action: ResourceAction.Unchanged, Found.IsBusy: false }
            ? comparison.Found.Body
            : (await access.ReadAsync(
                comparison.Wanted, other => FindNowAsync(comparisons, other, cancellationToken), cancellationToken)).Body;
    }

    /// <returns>Whether there was anything to write.</returns>
    async Task<bool> ApplyAsync(
        ResourceComparison comparison,
        IEnumerable<Task> needs,
        ResourcePlan approved,
        Func<string, Task<JsonObject?>> find,
        ApplyJournal journal,
        CancellationToken cancellationToken)
    {
        await Task.WhenAll(needs);
        journal.Stop.ThrowIfCancellationRequested();
        var planned = comparison.Planned;
        if (planned.Action is ResourceAction.Unknown || comparison is { Planned.Action: ResourceAction.Unchanged, Found.IsBusy: false })
        {
            return await LeaveAsync(planned, journal, cancellationToken);
        }

        try
        {
            var isWritten = await writer.WriteAsync(comparison.Wanted, approved, find, journal, cancellationToken);
            await journal.ForgetAsync(comparison.Found.Id, cancellationToken);
            return isWritten;
        }
        catch (ProvisioningException)
        {
            await journal.TellAsync(planned.Id, ApplyState.Refused, cancellationToken);
            throw;
        }
        catch (Exception fault) when (ProvisioningFaults.Explain(fault, comparison.Wanted, approved) is { } reason)
        {
            await journal.ForgetAsync(comparison.Found.Id, cancellationToken);
            await journal.TellAsync(planned.Id, ApplyState.Refused, cancellationToken);
            throw new ProvisioningException([reason], ProvisioningFaults.IsLiftable(fault, comparison.Wanted));
        }
    }

    /// <returns>That nothing was written.</returns>
    static async Task<bool> LeaveAsync(PlannedResource planned, ApplyJournal journal, CancellationToken cancellationToken)
    {
        if (planned.Action is ResourceAction.Unknown)
        {
            await journal.LogAsync($"{planned.Subject()} may not be read, so it is left as it is: {planned.Reason}", cancellationToken);
            return false;
        }

        await journal.LogAsync($"{planned.Subject()} is as it should be", cancellationToken);
        await journal.TellAsync(planned.Id, ApplyState.Unchanged, cancellationToken);
        return false;
    }

    /// <summary>However the operation ended, the resource is compared afterwards and written again if need be.</summary>
    async Task ResumeAsync(
        PendingOperation operation,
        string subject,
        ApplyJournal journal,
        CancellationToken stopWaiting,
        CancellationToken cancellationToken)
    {
        await journal.LogAsync($"Azure was still working on {subject}; waiting for it", cancellationToken);
        try
        {
            await access.ResumeAsync(operation, subject, stopWaiting);
        }
        catch (AzureException fault) when (!fault.IsUnanswered)
        {
            await journal.LogAsync(fault.Message, cancellationToken);
        }

        await journal.ForgetAsync(operation.ResourceId, cancellationToken);
    }

    /// <summary>What the settings no longer describe has no name but Azure's.</summary>
    static string SubjectOf(PendingOperation operation, StageBlueprint blueprint) =>
        blueprint.Resources.FirstOrDefault(resource => string.Equals(resource.Id, operation.ResourceId, StringComparison.OrdinalIgnoreCase))
            ?.Subject() ?? operation.ResourceId;

    static ResourcePlan PlanOf(IEnumerable<ResourceComparison> comparisons) =>
        new([.. comparisons.Where(comparison => !comparison.IsIdle).Select(comparison => comparison.Planned)]);
}
