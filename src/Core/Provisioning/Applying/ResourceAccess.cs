using System.Net;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning.Access;
using ReleasePortal.Core.Provisioning.Deleting;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Applying;

/// <summary>Reads and writes resources, wherever they are kept.</summary>
public sealed class ResourceAccess(AzureResources azure, DeletedVaults deleted, CatalogEndpoints catalogs, EntraTokens entra)
{
    /// <param name="find">Other resources, as they are.</param>
    /// <exception cref="AzureException">There was no answer. A resource that may not be read is an answer.</exception>
    internal async Task<FoundResource> ReadAsync(ManagedResource resource, Func<string, Task<JsonObject?>> find, CancellationToken cancellationToken)
    {
        try
        {
            return resource switch
            {
                AzureResource wanted => await NamedFaults.AskAsync(
                    $"{wanted.Subject()} could not be read", token => ReadAsync(wanted, find, token), cancellationToken),
                CatalogResource wanted => new(wanted.Id, await NamedFaults.AskAsync(
                    $"{wanted.Subject()} could not be read in Databricks", token => ReadAsync(wanted, find, token), cancellationToken)),
                _ => throw new NotSupportedException($"{resource.GetType().Name} is kept nowhere."),
            };
        }
        catch (AzureException fault) when (fault.IsDenied)
        {
            return new(resource.Id, null) { Denied = Reason(fault) };
        }
        catch (DatabricksException fault) when (fault.Status is HttpStatusCode.Forbidden && resource is CatalogResource hidden)
        {
            return new(resource.Id, null) { Denied = Sight.LackOf(hidden) };
        }
    }

    /// <param name="wanted">Its body with all values.</param>
    internal Task WriteAsync(
        ManagedResource resource,
        FoundResource found,
        JsonObject wanted,
        Func<string, Task<JsonObject?>> find,
        ApplyJournal journal,
        CancellationToken cancellationToken) => NamedFaults.AskAsync(
            $"{resource.Subject()} could not be written{(resource is CatalogResource ? " in Databricks" : "")}",
            token => PutAsync(resource, found, wanted, find, journal, token),
            cancellationToken);

    async Task PutAsync(
        ManagedResource resource,
        FoundResource found,
        JsonObject wanted,
        Func<string, Task<JsonObject?>> find,
        ApplyJournal journal,
        CancellationToken cancellationToken)
    {
        if (resource is CatalogResource inCatalog)
        {
            var call = inCatalog.Write(wanted, found.Body);
            var address = await Later.ResolveAsync(call.Address, find, cancellationToken);
            RequireKnown(resource, address);
            if (!await Open(inCatalog).WriteAsync(call.Method, address, call.Body, cancellationToken) && await ReadAsync(inCatalog, find, cancellationToken) is null)
            {
                throw new DatabricksException(
                    $"Creating {inCatalog.Name}", HttpStatusCode.Forbidden, "ALREADY_EXISTS",
                    $"it exists, but the service principal may not see it: {Sight.Remedy(inCatalog)}");
            }

            return;
        }

        RequireKnown(resource, wanted.ToJsonString(Later.Plain));
        var inAzure = (AzureResource)resource;
        var body = found.Body;
        if (found.Deleted is not null)
        {
            await azure.WriteAsync(found.Id, inAzure.ApiVersion, inAzure.Recovery(), null, journal.RememberAsync, journal.Stop, cancellationToken);
            await journal.ForgetAsync(found.Id, cancellationToken);
            body = await azure.ReadAsync(found.Id, inAzure.ApiVersion, cancellationToken);
        }

        await azure.WriteAsync(
            found.IsTaken ? inAzure.Instead(wanted) : found.Id,
            inAzure.ApiVersion,
            ManagedFields.Completed(inAzure, wanted, body),
            inAzure.VersionOf(body),
            journal.RememberAsync,
            journal.Stop,
            cancellationToken);
    }

    /// <summary>What was just made is not known everywhere at once, and what it should tell is needed here.</summary>
    static void RequireKnown(ManagedResource resource, string text)
    {
        if (text.Contains(Later.Unknown, StringComparison.Ordinal))
        {
            const string code = "ResourceNotFound";
            var message = $"{resource.Subject()}: Azure does not tell yet what it needs to know of a resource that was just made.";
            throw new AzureException(asked: null, message, HttpStatusCode.NotFound, new(code, message, null, null));
        }
    }

    /// <summary>Waits until Azure has finished what it, or somebody else, began.</summary>
    internal Task WaitAsync(AzureResource resource, string id, CancellationToken cancellationToken) => NamedFaults.AskAsync(
        $"{resource.Subject()} could not be waited for", token => azure.WaitAsync(id, resource.ApiVersion, token), cancellationToken);

    /// <param name="subject">What the operation is at.</param>
    internal Task ResumeAsync(PendingOperation operation, string subject, CancellationToken cancellationToken) => NamedFaults.AskAsync(
        $"{subject} could not be waited for", token => azure.ResumeAsync(operation, token), cancellationToken);

    /// <summary>Whether something that was made is still there.</summary>
    internal async Task<bool> IsThereAsync(ResourceRecord record, CancellationToken cancellationToken) => await NamedFaults.AskAsync(
        $"{record.Subject()} could not be read",
        token => record.Workspace is { } workspace
            ? Open(workspace).ReadAsync(record.Address, token)
            : azure.ReadAsync(record.Address, record.ApiVersion!, token),
        cancellationToken) is not null;

    internal Task DeleteAsync(ResourceRecord record, CancellationToken cancellationToken) => NamedFaults.AskAsync(
        $"{record.Subject()} could not be deleted",
        token => record.Workspace is { } workspace
            ? Open(workspace).DeleteAsync(record.Address, token)
            : azure.DeleteAsync(record.Address, record.ApiVersion!, token),
        cancellationToken);

    async Task<FoundResource> ReadAsync(AzureResource wanted, Func<string, Task<JsonObject?>> find, CancellationToken cancellationToken)
    {
        var body = await azure.ReadAsync(wanted.Id, wanted.ApiVersion, cancellationToken);
        if (wanted.Siblings is { } siblings)
        {
            var full = await Later.ResolveAsync(wanted.Body(), find, cancellationToken);
            if (body is not null && !ManagedFields.Differences(wanted, full, body).Any(change => wanted.Fixed.Contains(change.Path, StringComparer.Ordinal)))
            {
                return new(wanted.Id, body);
            }

            var same = (await azure.ListAsync(siblings, wanted.ApiVersion, cancellationToken)).FirstOrDefault(sibling => wanted.IsSame(sibling, full));
            return new((string?)same?["id"] ?? wanted.Id, same) { IsTaken = same is null && body is not null };
        }

        return new(wanted.Id, body) { Deleted = body is null ? await deleted.FindAsync(wanted, cancellationToken) : null };
    }

    async Task<JsonObject?> ReadAsync(CatalogResource wanted, Func<string, Task<JsonObject?>> find, CancellationToken cancellationToken)
    {
        var address = await Later.ResolveAsync(wanted.Address, find, cancellationToken);
        return address.Contains(Later.Unknown, StringComparison.Ordinal)
            ? null
            : await Open(wanted).ReadAsync(address, cancellationToken) is { } answer ? wanted.Read(answer) : null;
    }

    CatalogEndpoint Open(CatalogResource resource) => resource.IsInAccount
        ? catalogs.OfAccount(async token => await entra.ForDatabricksAsync(token))
        : Open(resource.WorkspaceUrl);

    CatalogEndpoint Open(Uri workspace) => catalogs.Of(workspace, async token => await entra.ForDatabricksAsync(token));

    /// <summary>The reason must stay the same from one plan to the next, so a text that may hold ids of the call is left out.</summary>
    static string Reason(AzureException fault) => fault.Error is { DeniedAction: { } action, Scope: var scope }
        ? $"The service principal lacks the permission '{action}' on '{scope}'."
        : $"The service principal may not read it ({fault.Error?.Code ?? "no reason given"}).";
}
