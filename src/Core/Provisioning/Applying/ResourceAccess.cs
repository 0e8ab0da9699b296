using System.Net;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning.Access;
using ReleasePortal.Core.Provisioning.Deleting;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Applying;

/// <summary>Reads and writes resources, wherever they are kept.</summary>
public sealed class ResourceAccess(AzureResources azure, DeletedVaults deleted, PortalCatalogs catalogs)
{
    /// <param name="find">Other resources, as they are.</param>
    /// <exception cref="AzureException">There was no answer. A resource that may not be read is an answer.</exception>
    internal async Task<FoundResource> ReadAsync(
        ManagedResource resource, Func<string, Task<JsonObject?>> find, CancellationToken cancellationToken)
    {
        try
        {
            return resource switch
            {
                AzureResource wanted => await NamedFaults.AskAsync(
                    $"{wanted.Subject()} could not be read", token => ReadAsync(wanted, find, token), cancellationToken),
                CatalogResource wanted => await NamedFaults.AskAsync(
                    $"{wanted.Subject()} could not be read in Databricks",
                    async token => await ObjectionToAsync(wanted, find) is { } objection
                        ? new(wanted.Id, null) { Denied = objection }
                        : new FoundResource(wanted.Id, await ReadAsync(wanted, find, token)),
                    cancellationToken),
                _ => throw new NotSupportedException($"{resource.GetType().Name} is kept nowhere."),
            };
        }
        catch (AzureException fault) when (fault.IsDenied)
        {
            return new(resource.Id, null) { Denied = Reason(fault) };
        }
        catch (DatabricksException fault) when (fault.Status is HttpStatusCode.Forbidden && resource is CatalogResource hidden)
        {
            return new(resource.Id, null)
            {
                Denied = await IsOutsideAsync(hidden, cancellationToken)
                ? Sight.OutsideOf(hidden)
                : Sight.LackOf(hidden)
            };
        }
    }

    /// <summary>Whether the workspace does not know the service principal at all, as one that was just made.</summary>
    async Task<bool> IsOutsideAsync(CatalogResource resource, CancellationToken cancellationToken)
    {
        try
        {
            return !resource.IsInAccount && await catalogs.Of(resource).ReadAsync(DatabricksNames.Me, cancellationToken) is null;
        }
        catch (DatabricksException fault) when (fault.Status is HttpStatusCode.Forbidden)
        {
            return true;
        }
    }

    /// <summary>It needs no other resource to be read.</summary>
    internal Task<FoundResource> ReadAsync(Workspace workspace, CancellationToken cancellationToken) =>
        ReadAsync(workspace, _ => Task.FromResult<JsonObject?>(null), cancellationToken);

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
            foreach (var call in inCatalog.Write(wanted, found.Body))
            {
                await WriteAsync(inCatalog, call, find, journal, cancellationToken);
            }

            return;
        }

        RequireKnown(resource, wanted.ToJsonString(Later.Plain));
        var inAzure = (AzureResource)resource;
        var body = found.Body;
        if (found.Deleted is not null)
        {
            await azure.WriteAsync(
                found.Id, inAzure.ApiVersion, inAzure.Recovery(), null, journal.RememberAsync, journal.Stop, cancellationToken);
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

    async Task WriteAsync(
        CatalogResource resource,
        CatalogCall call,
        Func<string, Task<JsonObject?>> find,
        ApplyJournal journal,
        CancellationToken cancellationToken)
    {
        var address = await Later.ResolveAsync(call.Address, find, cancellationToken);
        RequireKnown(resource, address);
        try
        {
            var isDone = await catalogs.Of(resource).WriteAsync(call.Method, address, call.Body, cancellationToken);
            if (!isDone && await ReadAsync(resource, find, cancellationToken) is null)
            {
                throw new DatabricksException(
                    $"Creating {resource.Name}", HttpStatusCode.Forbidden, "ALREADY_EXISTS",
                    $"it exists, but the service principal may not see it: {Sight.Remedy(resource)}");
            }
        }
        catch (DatabricksException fault) when (fault.SaysNoPrincipal && call.OnlyTakes)
        {
            var gone = string.Join(", ", call.Principals);
            await journal.LogAsync($"Databricks no longer knows {gone}, so there is nobody to take privileges from", cancellationToken);
        }
        catch (DatabricksException fault) when (fault.SaysNoPrincipal && call.Principals.Count > 0)
        {
            throw CatalogGrants.WithoutPrincipal(resource, call.Principals, fault.Detail);
        }
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

    /// <returns>Something that was made, as it is now; nothing when it is gone.</returns>
    internal Task<JsonObject?> FindAsync(ResourceRecord record, CancellationToken cancellationToken) => NamedFaults.AskAsync(
        $"{record.Subject()} could not be read",
        token => record.Workspace is { } workspace
            ? catalogs.Of(workspace).ReadAsync(record.Address, token)
            : azure.ReadAsync(record.Address, record.ApiVersion!, token),
        cancellationToken);

    internal Task DeleteAsync(ResourceRecord record, CancellationToken cancellationToken) => NamedFaults.AskAsync(
        $"{record.Subject()} could not be deleted",
        token => record.Workspace is { } workspace
            ? catalogs.Of(workspace).DeleteAsync(record.Address, token)
            : azure.DeleteAsync(record.Address, record.ApiVersion!, token),
        cancellationToken);

    async Task<FoundResource> ReadAsync(AzureResource wanted, Func<string, Task<JsonObject?>> find, CancellationToken cancellationToken)
    {
        var body = await azure.ReadAsync(wanted.Id, wanted.ApiVersion, cancellationToken);
        if (wanted.Siblings is { } siblings)
        {
            var full = await Later.ResolveAsync(wanted.Body(), find, cancellationToken);
            if (body is not null
                && !ManagedFields.Differences(wanted, full, body).Any(change => wanted.Fixed.Contains(change.Path, StringComparer.Ordinal)))
            {
                return new(wanted.Id, body);
            }

            var same = (await azure.ListAsync(siblings, wanted.ApiVersion, cancellationToken)).FirstOrDefault(
                sibling => wanted.IsSame(sibling, full));
            return new((string?)same?["id"] ?? wanted.Id, same) { IsTaken = same is null && body is not null };
        }

        return new(wanted.Id, body) { Deleted = body is null ? await deleted.FindAsync(wanted, cancellationToken) : null };
    }

    /// <summary>Another workspace is not asked, or its answers would be taken for this one's.</summary>
    static async Task<string?> ObjectionToAsync(CatalogResource wanted, Func<string, Task<JsonObject?>> find) =>
        wanted is { IsInAccount: false, Stage.Workspace: { } workspace }
            ? WorkspaceAddress.ObjectionTo(workspace, await find(new Workspace(wanted.Stage).Id))
            : null;

    async Task<JsonObject?> ReadAsync(CatalogResource wanted, Func<string, Task<JsonObject?>> find, CancellationToken cancellationToken)
    {
        var address = await Later.ResolveAsync(wanted.Address, find, cancellationToken);
        return address.Contains(Later.Unknown, StringComparison.Ordinal)
            ? null
            : await catalogs.Of(wanted).ReadAsync(address, cancellationToken) is { } answer ? wanted.Read(answer) : null;
    }

    /// <summary>The reason must stay the same from one plan to the next, so a text that may hold ids of the call is left out.</summary>
    static string Reason(AzureException fault) => fault.Error is { DeniedAction: { } action, Scope: var scope }
        ? $"The service principal lacks the permission '{action}' on '{scope}'."
        : $"The service principal may not read it ({fault.Error?.Code ?? "no reason given"}).";
}
