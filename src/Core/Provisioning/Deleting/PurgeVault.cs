using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Deleting;

/// <summary>An admin gives up a deleted vault that holds the name of a stage's vault; its secrets are lost for good.</summary>
public sealed class PurgeVault(
    PipelineCatalog pipelines, StageBlueprints blueprints, DescribedResources described, AzureResources azure, DeletedVaults vaults,
    BesideDeployments beside, Irreversible irreversible, CheckResources check)
{
    /// <param name="typedName">The person must have typed the vault's name.</param>
    /// <exception cref="KeyNotFoundException">There is no such pipeline or stage.</exception>
    /// <exception cref="AzureException">Azure did not tell of the vault.</exception>
    public async Task<Outcome> RunAsync(string pipeline, string stage, string typedName, Person person, CancellationToken cancellationToken)
    {
        var wanted = blueprints.Of(pipelines.Get(pipeline).Get(stage)).Resources.OfType<Resources.KeyVault>().SingleOrDefault();
        if (!person.Is(Roles.Admin))
        {
            return Outcome.Refuse("Only people with the role Admin may purge a vault.");
        }

        if (wanted is null || await FindAsync(wanted, cancellationToken) is not { } deleted)
        {
            return Outcome.Refuse("There is no deleted vault of this name.");
        }

        if (deleted.IsProtected)
        {
            return Outcome.Refuse($"Purge protection is on: Azure frees the name on {deleted.FreeFrom}.");
        }

        if (!string.Equals(typedName, wanted.Name, StringComparison.Ordinal))
        {
            return Outcome.Refuse($"Type its name, {wanted.Name}, to confirm.");
        }

        StageAddress[] concerned = [.. new[] { new StageAddress(pipeline, stage) }.Concat(described.WithVault(wanted.Name)).Distinct()];
        var outcome = await beside.RunAsync(
            concerned,
            person,
            () => irreversible.TryAsync(
                person, pipeline, "purge", $"deleted vault {wanted.Name} of {stage}", $"It was {deleted.WasId}",
                () => NamedFaults.AskAsync(
                    $"The deleted vault {wanted.Name} could not be purged",
                    token => azure.ActAsync(deleted.Id, "purge", wanted.ApiVersion, token),
                    cancellationToken),
                (_, _) => Task.CompletedTask, cancellationToken),
            cancellationToken);
        foreach (var other in concerned)
        {
            await check.RunAsync(other.Pipeline, other.Stage, cancellationToken);
        }

        return outcome;
    }

    Task<DeletedVault?> FindAsync(Resources.KeyVault wanted, CancellationToken cancellationToken) => NamedFaults.AskAsync(
        $"The deleted vault {wanted.Name} could not be read", token => vaults.FindAsync(wanted, token), cancellationToken);
}
