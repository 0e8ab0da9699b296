using System.Globalization;
using ReleasePortal.Core.Clients.Azure;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Compares a stage's blueprint with Azure, and makes Azure like it. Nothing is ever deleted.</summary>
public sealed class Provisioner(AzureResources azure, TimeProvider clock)
{
    /// <summary>Reads every resource, side by side; changes nothing.</summary>
    /// <exception cref="ProvisioningException">A setting is wrong; Azure was not asked.</exception>
    /// <exception cref="AzureException">There was no answer. A resource that may not be read is part of the plan instead.</exception>
    public async Task<ResourcePlan> PlanAsync(StageBlueprint blueprint, CancellationToken cancellationToken) =>
        PlanOf(await CompareAsync(blueprint, cancellationToken));

    /// <summary>Carries out the plan, as side by side as the resources' needs allow. May be called again after any interruption;
    /// what is as it should be gets no call but its reading.</summary>
    /// <returns>The resources that were written.</returns>
    /// <exception cref="ProvisioningException">Azure differs from what was approved in a way that needs a person; nothing was sent.</exception>
    /// <exception cref="AzureException">Azure refused, or did not answer. Other resources may have been written.</exception>
    public async Task<IReadOnlyList<PlannedResource>> ApplyAsync(
        StageBlueprint blueprint, ResourcePlan approved, ApplyJournal journal, CancellationToken cancellationToken)
    {
        await Task.WhenAll(journal.Pending.Select(operation => ResumeAsync(operation, journal, cancellationToken)));
        var comparisons = await CompareAsync(blueprint, cancellationToken);
        RequireApproved(PlanOf(comparisons), approved);
        var writes = new Dictionary<string, Task>(StringComparer.OrdinalIgnoreCase);
        foreach (var comparison in comparisons)
        {
            var needs = comparison.Wanted.Needs.Select(id => writes[id]).ToList();
            writes.Add(comparison.Wanted.Id, ApplyAsync(comparison, needs, journal, cancellationToken));
        }

        await Task.WhenAll(writes.Values);
        return [.. comparisons.Select(comparison => comparison.Planned).Where(planned => planned.Action is ResourceAction.Create or ResourceAction.Update)];
    }

    async Task<ResourceComparison[]> CompareAsync(StageBlueprint blueprint, CancellationToken cancellationToken)
    {
        if (blueprint.Faults() is { Count: > 0 } faults)
        {
            throw new ProvisioningException([.. faults.Select(fault => fault.ToString())]);
        }

        return await Task.WhenAll(blueprint.Resources.Select(resource => CompareAsync(resource, cancellationToken)));
    }

    async Task<ResourceComparison> CompareAsync(ManagedResource wanted, CancellationToken cancellationToken)
    {
        try
        {
            return ResourceComparison.Of(wanted, await azure.ReadAsync(wanted.Id, wanted.ApiVersion, cancellationToken));
        }
        catch (AzureException fault) when (fault.IsDenied)
        {
            return ResourceComparison.Denied(wanted, fault);
        }
    }

    async Task ApplyAsync(ResourceComparison comparison, IEnumerable<Task> needs, ApplyJournal journal, CancellationToken cancellationToken)
    {
        await Task.WhenAll(needs);
        var planned = comparison.Planned;
        var subject = $"{planned.Kind} {planned.Name}";
        if (planned.Action is ResourceAction.Unknown)
        {
            await journal.LogAsync($"{subject} may not be read, so it is left as it is: {planned.Reason}", cancellationToken);
            return;
        }

        if (planned.Action is ResourceAction.Unchanged)
        {
            await journal.LogAsync($"{subject} is as it should be", cancellationToken);
            return;
        }

        await journal.LogAsync($"{(planned.Action is ResourceAction.Create ? "Creating" : "Changing")} {subject}", cancellationToken);
        var started = clock.GetTimestamp();
        await WriteAsync(comparison, journal, cancellationToken);
        var seconds = clock.GetElapsedTime(started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        await journal.LogAsync($"{subject} is ready after {seconds} s", cancellationToken);
    }

    async Task WriteAsync(ResourceComparison comparison, ApplyJournal journal, CancellationToken cancellationToken)
    {
        var wanted = comparison.Wanted;
        try
        {
            await azure.WriteAsync(wanted.Id, wanted.ApiVersion, comparison.Body(), journal.RememberAsync, cancellationToken);
        }
        catch (AzureException fault) when (!fault.IsTransient)
        {
            await journal.ForgetAsync(wanted.Id, cancellationToken);
            throw;
        }

        await journal.ForgetAsync(wanted.Id, cancellationToken);
    }

    /// <summary>However the operation ended, the resource is compared afterwards and written again if need be.</summary>
    async Task ResumeAsync(PendingOperation operation, ApplyJournal journal, CancellationToken cancellationToken)
    {
        await journal.LogAsync($"Azure was still working on {operation.ResourceId}; waiting for it", cancellationToken);
        try
        {
            await azure.ResumeAsync(operation, cancellationToken);
        }
        catch (AzureException fault) when (!fault.IsTransient)
        {
            await journal.LogAsync(fault.Message, cancellationToken);
        }

        await journal.ForgetAsync(operation.ResourceId, cancellationToken);
    }

    static void RequireApproved(ResourcePlan now, ResourcePlan approved)
    {
        string[] objections =
        [
            .. now.Resources.Where(resource => resource.Reason is not null && !WasUnknown(resource, approved)).Select(resource => $"{resource.Kind} {resource.Name}: {resource.Reason}"),
            .. ApprovedChanges.ObjectionsTo(now, approved),
        ];
        if (objections.Length > 0)
        {
            throw new ProvisioningException(objections);
        }
    }

    /// <summary>Whoever approved the plan knew that this one cannot be seen; it is left as it is.</summary>
    static bool WasUnknown(PlannedResource resource, ResourcePlan approved) =>
        resource.Action is ResourceAction.Unknown
        && approved.Resources.Any(seen => string.Equals(seen.Id, resource.Id, StringComparison.OrdinalIgnoreCase) && seen.Action is ResourceAction.Unknown);

    static ResourcePlan PlanOf(IEnumerable<ResourceComparison> comparisons) => new([.. comparisons.Select(comparison => comparison.Planned)]);
}
