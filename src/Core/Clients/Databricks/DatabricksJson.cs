using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ReleasePortal.Core.Clients.Databricks;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(DatabricksError))]
[JsonSerializable(typeof(ScimMe))]
[JsonSerializable(typeof(TokenCreate))]
[JsonSerializable(typeof(TokenCreated))]
[JsonSerializable(typeof(TokenInfos))]
[JsonSerializable(typeof(TokenId))]
[JsonSerializable(typeof(WorkspaceObject))]
[JsonSerializable(typeof(WorkspaceObjects))]
[JsonSerializable(typeof(WorkspacePath))]
[JsonSerializable(typeof(WorkspaceDelete))]
[JsonSerializable(typeof(VolumeEntries))]
[JsonSerializable(typeof(JobId))]
[JsonSerializable(typeof(JobReset))]
[JsonSerializable(typeof(JobPage))]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(RunNow))]
[JsonSerializable(typeof(RunId))]
[JsonSerializable(typeof(RunStarted))]
[JsonSerializable(typeof(RunBody))]
[JsonSerializable(typeof(RunPage))]
[JsonSerializable(typeof(RunOutput))]
[JsonSerializable(typeof(PipelinePage))]
[JsonSerializable(typeof(PipelineList))]
[JsonSerializable(typeof(ClusterId))]
[JsonSerializable(typeof(ClusterList))]
[JsonSerializable(typeof(Securable))]
[JsonSerializable(typeof(Grants))]
[JsonSerializable(typeof(GrantChanges))]
[JsonSerializable(typeof(AccessControlList))]
[JsonSerializable(typeof(ObjectPermissions))]
sealed partial class DatabricksJson : JsonSerializerContext;

/// <summary>SCIM writes camelCase, unlike everything else.</summary>
sealed record ScimMe(
    string Id, [property: JsonPropertyName("userName")] string UserName, [property: JsonPropertyName("displayName")] string? DisplayName);

sealed record TokenCreate(long LifetimeSeconds, string Comment);

sealed record TokenCreated(string TokenValue, TokenInfo TokenInfo);

sealed record TokenInfos(IReadOnlyList<TokenInfo>? List)
{
    [JsonPropertyName("token_infos")]
    public IReadOnlyList<TokenInfo>? List { get; init; } = List;
}

/// <summary>Times are milliseconds since 1970; an expiry of -1 means never.</summary>
sealed record TokenInfo(string TokenId, long CreationTime, long ExpiryTime, string? Comment);

sealed record TokenId([property: JsonPropertyName("token_id")] string Value);

sealed record WorkspaceObjects(IReadOnlyList<WorkspaceObject>? Objects);

sealed record WorkspacePath(string Path);

sealed record WorkspaceDelete(string Path, bool Recursive);

sealed record VolumeEntries(IReadOnlyList<VolumeEntry>? Contents, string? NextPageToken);

sealed record JobId([property: JsonPropertyName("job_id")] long Value);

sealed record JobReset(long JobId, JsonObject NewSettings);

sealed record JobPage(long JobId, JsonObject? Settings, string? CreatorUserName, string? RunAsUserName, string? NextPageToken);

sealed record JobList(IReadOnlyList<JobPage>? Jobs, string? NextPageToken);

sealed record PipelinePage(string PipelineId, JsonObject? Spec);

sealed record PipelineList(IReadOnlyList<PipelineStatus>? Statuses, string? NextPageToken);

sealed record PipelineStatus(string PipelineId, string? Name);

sealed record ClusterId([property: JsonPropertyName("cluster_id")] string Value);

sealed record ClusterList(IReadOnlyList<JsonObject>? Clusters, string? NextPageToken);

sealed record Securable(string FullName);

sealed record Grants(IReadOnlyList<Grant>? PrivilegeAssignments);

sealed record GrantChanges(IReadOnlyList<GrantChange> Changes);

sealed record AccessControlList([property: JsonPropertyName("access_control_list")] IReadOnlyList<AccessControl> Entries);

sealed record ObjectPermissions(IReadOnlyList<ObjectPermission>? AccessControlList);

sealed record ObjectPermission(
    string? UserName, string? GroupName, string? ServicePrincipalName, IReadOnlyList<GrantedPermission>? AllPermissions);

sealed record GrantedPermission(string PermissionLevel, bool Inherited);
