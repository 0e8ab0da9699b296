namespace ReleasePortal.Core.Provisioning.Looking;

/// <summary>Looks at all stages whose turn it is, side by side: one that answers slowly must not keep the others from
/// being looked at.</summary>
public sealed class CheckDueStages(FindDueChecks due, CheckResources check)
{
    /// <returns>The stages that could not be looked at, with the reason.</returns>
    /// <exception cref="KeyNotFoundException">There is no such pipeline.</exception>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(string pipeline, CancellationToken cancellationToken)
    {
        var looks = (await due.RunAsync(pipeline, cancellationToken))
            .Select(async stage => (stage.Name, Fault: await check.RunAsync(pipeline, stage.Name, cancellationToken)));
        return (await Task.WhenAll(looks)).Where(look => look.Fault is not null)
            .ToDictionary(look => look.Name, look => look.Fault!, StringComparer.Ordinal);
    }
}
