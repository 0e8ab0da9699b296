using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>The Databricks account above the workspaces: which of them is in which metastore.</summary>
/// <remarks>https://docs.databricks.com/api/azure/account/metastoreassignments</remarks>
public sealed class AccountStandIn
{
    const string Path = "/api/2.0/accounts/{account}/";
    const string Workspace = Path + "workspaces/{workspace}/";

    readonly StateFile<MetastoreState> _state;
    readonly EntraStandIn _entra;
    readonly Func<string, bool> _isWorkspace;

    /// <param name="isWorkspace">Whether Azure has a workspace of this number.</param>
    internal AccountStandIn(StateFile<MetastoreState> state, EntraStandIn entra, Func<string, bool> isWorkspace) =>
        (_state, _entra, _isWorkspace, Access) = (state, entra, isWorkspace, new(state, entra.Tenant));

    /// <summary>Who the service principal is here, and what it may make in the metastore.</summary>
    public MetastoreAccess Access { get; }

    public static Guid AccountId { get; } = new("5f0c8a2e-7b1d-4c3e-8f6a-9d2b4e6f8a11");

    public static Guid MetastoreId { get; } = new("5f0c8a2e-7b1d-4c3e-8f6a-9d2b4e6f8a12");

    /// <summary>Metastore by the number of the workspace.</summary>
    public IReadOnlyDictionary<string, string> Assignments =>
        _state.Read(store => new Dictionary<string, string>(store.Assignments, StringComparer.Ordinal));

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path + "scim/v2/ServicePrincipals", context => AnswerAsync(context, Principals));
        routes.MapGet(Workspace + "metastore", context => InWorkspaceAsync(context, workspace => _state.Read(store =>
            store.Assignments.TryGetValue(workspace, out var metastore) ? Shown(workspace, metastore) : throw DatabricksRefusal.Of(
                404, "METASTORE_ASSIGNMENT_DOES_NOT_EXIST", $"Workspace {workspace} is not assigned to a metastore."))));
        routes.MapMethods(
            Workspace + "metastores/{metastore}", ["POST", "PUT"],
            context => InWorkspaceAsync(context, workspace => Assign(context, workspace)));
    }

    JsonObject Assign(HttpContext context, string workspace) => _state.Change(store =>
    {
        var metastore = $"{context.Request.RouteValues["metastore"]}";
        if (metastore != MetastoreId.ToString())
        {
            throw DatabricksRefusal.Of(404, "METASTORE_DOES_NOT_EXIST", $"Metastore '{metastore}' does not exist.");
        }

        store.Assignments[workspace] = metastore;
        return Shown(workspace, metastore);
    });

    JsonObject Principals() => new()
    {
        ["totalResults"] = 1,
        ["Resources"] = new JsonArray(new JsonObject
        {
            ["applicationId"] = _entra.Tenant.ReleaseClientId.ToString(),
            ["displayName"] = _entra.Tenant.ReleaseName,
            ["groups"] = new JsonArray([.. Access.Groups.Where(group => group != "admins").Select(group => new JsonObject { ["display"] = group })]),
            ["roles"] = new JsonArray(new JsonObject { ["value"] = "account_admin" }),
        }),
    };

    Task InWorkspaceAsync(HttpContext context, Func<string, JsonObject> act) => AnswerAsync(context, () =>
    {
        var workspace = $"{context.Request.RouteValues["workspace"]}";
        return _isWorkspace(workspace)
            ? act(workspace)
            : throw DatabricksRefusal.Of(404, "RESOURCE_DOES_NOT_EXIST", $"Workspace {workspace} does not exist in the account.");
    });

    async Task AnswerAsync(HttpContext context, Func<JsonObject> act)
    {
        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header)
            || header is not { Scheme: "Bearer", Parameter: { } token }
            || await _entra.Tokens.CheckAsync(token, [EntraTenant.DatabricksResource]) is null)
        {
            throw DatabricksRefusal.Of(401, "UNAUTHENTICATED", "The account takes a token of Entra ID for Azure Databricks.");
        }

        if ($"{context.Request.RouteValues["account"]}" != AccountId.ToString())
        {
            throw DatabricksRefusal.Of(404, "RESOURCE_DOES_NOT_EXIST", "There is no such account.");
        }

        if (!Access.IsAccountAdmin)
        {
            throw DatabricksRefusal.Of(403, "PERMISSION_DENIED", "Only admins of the account may ask it.");
        }

        await context.Response.WriteAsJsonAsync(act(), context.RequestAborted);
    }

    static JsonObject Shown(string workspace, string metastore) => new()
    {
        ["metastore_assignment"] = new JsonObject
        {
            ["metastore_id"] = metastore,
            ["workspace_id"] = long.Parse(workspace, System.Globalization.CultureInfo.InvariantCulture),
            ["default_catalog_name"] = "main",
        },
    };
}
