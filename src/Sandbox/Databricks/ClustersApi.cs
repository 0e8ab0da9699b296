using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>All-purpose clusters that start and end at once and compute nothing.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/clusters</remarks>
sealed class ClustersApi(StateFile<DatabricksState> state, EntraTenant tenant, TimeProvider clock)
{
    const string Root = "/api/2.1/clusters/";

    public void Map(DatabricksRoutes routes)
    {
        routes.Post(Root + "create", Create);
        routes.Get(Root + "get", context => state.Read(workspace => Find(workspace, DatabricksRoutes.Query(context, "cluster_id")).Copy()));
        routes.Get(Root + "list", _ => state.Read(workspace =>
        {
            JsonNode[] all = [.. workspace.Clusters.Values.Select(cluster => cluster.Copy())];
            return new JsonObject { ["clusters"] = new JsonArray(all) };
        }));
        Change(routes, "edit", (workspace, id, body) => workspace.Clusters[id] = Complete(body, workspace.Clusters[id]));
        Change(routes, "resize", Resize);
        Change(routes, "start", (workspace, id, _) => Move(workspace, id, from: "TERMINATED", to: "RUNNING"));
        Change(routes, "delete", (workspace, id, _) => workspace.Clusters[id]["state"] = "TERMINATED");
        Change(routes, "permanent-delete", (workspace, id, _) =>
        {
            workspace.Clusters.Remove(id);
            workspace.Permissions.Remove($"clusters/{id}");
        });
    }

    JsonNode Create(JsonObject body)
    {
        DatabricksRoutes.Required(body, "spark_version");
        return state.Change(workspace =>
        {
            var id = $"1123-{workspace.NextId() % 1_000_000:000000}-{Guid.NewGuid().ToString("N")[..8]}";
            var born = new JsonObject
            {
                ["cluster_id"] = id,
                ["state"] = "RUNNING",
                ["creator_user_name"] = tenant.ReleaseClientId.ToString(),
                ["cluster_source"] = "API",
                ["start_time"] = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            };
            workspace.Clusters.Add(id, Complete(body, born));
            return new JsonObject { ["cluster_id"] = id };
        });
    }

    static void Resize(DatabricksState workspace, string id, JsonObject body)
    {
        var cluster = Move(workspace, id, from: "RUNNING", to: "RUNNING");
        cluster.Remove("num_workers");
        cluster.Remove("autoscale");
        foreach (var (name, value) in body)
        {
            cluster[name] = value?.DeepClone();
        }
    }

    static JsonObject Move(DatabricksState workspace, string id, string from, string to)
    {
        var cluster = workspace.Clusters[id];
        if (cluster.Text("state") != from)
        {
            throw DatabricksRefusal.Of(400, "INVALID_STATE", $"Cluster {id} is in unexpected state {cluster.Text("state")}.");
        }

        cluster["state"] = to;
        return cluster;
    }

    void Change(DatabricksRoutes routes, string verb, Action<DatabricksState, string, JsonObject> change) =>
        routes.Post(Root + verb, body => state.Change(workspace =>
        {
            var id = DatabricksRoutes.Required(body, "cluster_id");
            Find(workspace, id);
            change(workspace, id, body);
            return new JsonObject();
        }));

    static JsonObject Complete(JsonObject given, JsonObject known)
    {
        var cluster = given.Copy();
        foreach (var name in new[] { "cluster_id", "state", "creator_user_name", "cluster_source", "start_time" })
        {
            cluster[name] = known[name]?.DeepClone();
        }

        cluster["autotermination_minutes"] ??= 0;
        cluster["enable_elastic_disk"] ??= true;
        cluster["data_security_mode"] ??= "SINGLE_USER";
        cluster["driver_node_type_id"] ??= cluster["node_type_id"]?.DeepClone();
        return cluster;
    }

    static JsonObject Find(DatabricksState workspace, string id) => workspace.Clusters.GetValueOrDefault(id)
        ?? throw DatabricksRefusal.Of(400, "INVALID_PARAMETER_VALUE", $"Cluster {id} does not exist");
}
