using ReleasePortal.Core.Clients.Databricks.Lookups;

namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>One Databricks workspace, seen as the holder of one token. Made by <see cref="DatabricksClient"/>.</summary>
public sealed class DatabricksWorkspace
{
    readonly DatabricksHttp _http;

    internal DatabricksWorkspace(DatabricksHttp http) => _http = http;

    public Uri Url => _http.Workspace;

    public DatabricksTokens Tokens => new(_http);

    public WorkspaceFiles Files => new(_http);

    public VolumeFiles Volumes => new(_http);

    public DatabricksJobs Jobs => new(_http);

    public DatabricksRuns Runs => new(_http);

    public DatabricksPipelines Pipelines => new(_http);

    public DatabricksClusters Clusters => new(_http);

    public UnityCatalog Catalog => new(_http);

    public DatabricksPermissions Permissions => new(_http);

    public DatabricksLookups Lookups => new(_http);

    /// <summary>Who the token belongs to; the cheapest proof that it works. Source:
    /// https://docs.databricks.com/api/azure/workspace/currentuser/me</summary>
    public async Task<DatabricksUser> MeAsync(CancellationToken cancellationToken)
    {
        const string Address = "/api/2.0/preview/scim/v2/Me";
        var me = await _http.GetAsync(Address, DatabricksJson.Default.ScimMe, cancellationToken);
        return me is { Id.Length: > 0, UserName.Length: > 0 }
            ? new(me.Id, me.UserName, me.DisplayName)
            : throw new DatabricksException(
                $"GET {Address}", status: null, errorCode: null, "the answer names nobody; is this a Databricks workspace?");
    }
}
