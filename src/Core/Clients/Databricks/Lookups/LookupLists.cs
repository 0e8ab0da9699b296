namespace ReleasePortal.Core.Clients.Databricks.Lookups;

/// <summary>Where each kind of thing is listed, and under which fields its id and its name stand.</summary>
static class LookupLists
{
    static readonly Dictionary<string, LookupList> All = new(StringComparer.Ordinal)
    {
        ["alert"] = new("/api/2.0/sql/alerts", "results", "id", "display_name"),
        ["cluster"] = new(
            "/api/2.1/clusters/list?filter_by.cluster_sources=API&filter_by.cluster_sources=UI", "clusters", "cluster_id", "cluster_name"),
        ["cluster_policy"] = new("/api/2.0/policies/clusters/list", "policies", "policy_id", "name"),
        ["dashboard"] = new("/api/2.0/lakeview/dashboards", "dashboards", "dashboard_id", "display_name"),
        ["instance_pool"] = new("/api/2.0/instance-pools/list", "instance_pools", "instance_pool_id", "instance_pool_name"),
        ["job"] = new("/api/2.2/jobs/list?limit=100&name={0}", "jobs", "job_id", "settings.name"),
        ["metastore"] = new("/api/2.1/unity-catalog/metastores", "metastores", "metastore_id", "name"),
        ["notification_destination"] = new("/api/2.0/notification-destinations", "results", "id", "display_name"),
        ["pipeline"] = new("/api/2.0/pipelines?max_results=100", "statuses", "pipeline_id", "name"),
        ["query"] = new("/api/2.0/sql/queries", "results", "id", "display_name"),
        ["service_principal"] = new(
            "/api/2.0/preview/scim/v2/ServicePrincipals?filter=displayName%20eq%20%22{0}%22", "Resources", "applicationId", "displayName"),
        ["warehouse"] = new("/api/2.0/sql/warehouses", "warehouses", "id", "name"),
    };

    public static LookupList Of(string kind) => All[kind];
}
