using System.Text.Json;

namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>Who may do what with an object. Source: https://docs.databricks.com/api/azure/workspace/permissions</summary>
public sealed class DatabricksPermissions
{
    readonly DatabricksHttp _http;

    internal DatabricksPermissions(DatabricksHttp http) => _http = http;

    /// <summary>Replaces all direct permissions. A job needs exactly one IS_OWNER among them.</summary>
    /// <param name="objectType">For example <c>jobs</c> or <c>directories</c>.</param>
    public Task PutAsync(string objectType, string objectId, IReadOnlyList<AccessControl> entries, CancellationToken cancellationToken) =>
        _http.SendAsync(
            new(HttpMethod.Put, Address(objectType, objectId))
            {
                Body = JsonSerializer.SerializeToUtf8Bytes(new(entries), DatabricksJson.Default.AccessControlList),
                Repeatable = true,
            },
            cancellationToken);

    /// <summary>The direct permissions only, without those inherited from folders and the workspace.</summary>
    public Task<IReadOnlyList<AccessControl>> GetAsync(string objectType, string objectId, CancellationToken cancellationToken) =>
        GetAsync(objectType, objectId, permission => !permission.Inherited, cancellationToken);

    /// <summary>Also those inherited; a principal may come several times.</summary>
    public Task<IReadOnlyList<AccessControl>> GetAllAsync(string objectType, string objectId, CancellationToken cancellationToken) =>
        GetAsync(objectType, objectId, _ => true, cancellationToken);

    async Task<IReadOnlyList<AccessControl>> GetAsync(
        string objectType, string objectId, Func<GrantedPermission, bool> wanted, CancellationToken cancellationToken)
    {
        var answer = await _http.GetAsync(Address(objectType, objectId), DatabricksJson.Default.ObjectPermissions, cancellationToken);
        return
        [
            .. from principal in answer.AccessControlList ?? []
               from granted in principal.AllPermissions ?? []
               where wanted(granted)
               select new AccessControl(granted.PermissionLevel, principal.UserName, principal.GroupName, principal.ServicePrincipalName),
        ];
    }

    static string Address(string objectType, string objectId) => $"/api/2.0/permissions/{objectType}/{Uri.EscapeDataString(objectId)}";
}
