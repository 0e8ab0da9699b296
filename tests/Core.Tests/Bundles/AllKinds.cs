using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>A bundle with one resource of every kind, where one refers to another, and a wheel.</summary>
static class AllKinds
{
    public static BundleFiles Named(string name) => TestBundle.Of(
        ("databricks.yml", $$"""
            bundle: {name: {{name}}}
            workspace: {root_path: '/Workspace/Shared/.bundle/{{name}}/${bundle.target}'}
            sync: {exclude: [dist]}
            targets:
              dev: {}
            resources:
              schemas:
                sales:
                  catalog_name: nanba_dev_bronze
                  name: {{name}}_sales
                  comment: Orders
                  grants: [{principal: readers, privileges: [USE_SCHEMA, SELECT]}]
              volumes:
                landing:
                  catalog_name: nanba_dev_bronze
                  schema_name: ${resources.schemas.sales.name}
                  name: landing
              clusters:
                lab:
                  cluster_name: Lab {{name}}
                  spark_version: 15.4.x-scala2.12
                  node_type_id: Standard_DS3_v2
                  num_workers: 1
              pipelines:
                flow:
                  name: Flow {{name}}
                  catalog: nanba_dev_bronze
                  schema: ${resources.schemas.sales.name}
                  libraries: [{notebook: {path: ./src/nb.py} }]
                  permissions: [{level: CAN_VIEW, group_name: readers}]
              jobs:
                elt:
                  name: ELT {{name}}
                  tasks:
                    - task_key: load
                      existing_cluster_id: ${resources.clusters.lab.id}
                      notebook_task: {notebook_path: ./src/nb.py, base_parameters: {landing: '${resources.volumes.landing.volume_path}'} }
                      libraries: [{whl: ./dist/tools-1.0-py3-none-any.whl}]
                    - task_key: refresh
                      depends_on: [{task_key: load}]
                      pipeline_task: {pipeline_id: '${resources.pipelines.flow.id}'}
                  permissions: [{level: CAN_MANAGE_RUN, user_name: ann.lee@nanba.example}]
            """),
        ("src/nb.py", TestBundle.Notebook),
        ("dist/tools-1.0-py3-none-any.whl", "a wheel"));

    public const string Once = "1 jobs, 1 pipelines, 1 clusters, 1 schemas, 1 volumes";

    /// <summary>How often each of them is there.</summary>
    public static string CountIn(SandboxWorkspace sandbox, string name)
    {
        var jobs = sandbox.Inside.Jobs.Values.Count(job => (string?)job["settings"]!["name"] == $"ELT {name}");
        int Of(string type, string field, string value) =>
            sandbox.Inside.Things(type).Values.Count(thing => (string?)thing[field] == value);
        return $"{jobs} jobs, {Of("pipelines", "name", $"Flow {name}")} pipelines, {Of("clusters", "cluster_name", $"Lab {name}")} clusters, "
            + $"{Of("schemas", "name", $"{name}_sales")} schemas, {Of("volumes", "schema_name", $"{name}_sales")} volumes";
    }
}
