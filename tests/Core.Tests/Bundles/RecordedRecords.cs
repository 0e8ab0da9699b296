namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>What a deployment of <see cref="AllKinds"/> keeps about itself, as it sends it; an entry a line for people.</summary>
static class RecordedRecords
{
    public const string Lock = """{"ID":"<uuid>","AcquisitionTime":"<time>","IsForced":false,"User":"e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04"}""";

    const string StateText = """
        {"state_version":2,"cli_version":"1.13.0","lineage":"<uuid>","serial":SERIAL,"state":{
        "resources.clusters.lab":{"__id__":"<Lab NAME>","state":{"cluster_name":"Lab NAME","spark_version":"15.4.x-scala2.12","node_type_id":"Standard_DS3_v2","num_workers":1,"autotermination_minutes":60}},
        "resources.jobs.elt":{"__id__":"<ELT NAME>","state":{"name":"ELT NAME","tasks":[{"task_key":"load","existing_cluster_id":"<Lab NAME>","notebook_task":{"notebook_path":"/files/src/nb","base_parameters":{"landing":"/Volumes/nanba_dev_bronze/NAME_sales/landing"}},"libraries":[{"whl":"/artifacts/.internal/tools-1.0-py3-none-any.whl"}]},{"task_key":"refresh","depends_on":[{"task_key":"load"}],"pipeline_task":{"pipeline_id":"<Flow NAME>"}}],"max_concurrent_runs":1,"queue":{"enabled":true},"deployment":{"kind":"BUNDLE","metadata_file_path":"/state/metadata.json"},"edit_mode":"UI_LOCKED","format":"MULTI_TASK"},"depends_on":[{"node":"resources.clusters.lab","label":"${resources.clusters.lab.id}"},{"node":"resources.pipelines.flow","label":"${resources.pipelines.flow.id}"}]},
        "resources.jobs.elt.permissions":{"__id__":"/jobs/<ELT NAME>","state":{"object_id":"/jobs/<ELT NAME>","__embed__":[{"service_principal_name":"e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04","level":"IS_OWNER"},{"level":"CAN_MANAGE_RUN","user_name":"ann.lee@nanba.example"}]},"depends_on":[{"node":"resources.jobs.elt","label":"${resources.jobs.elt.id}"}]},
        "resources.pipelines.flow":{"__id__":"<Flow NAME>","state":{"name":"Flow NAME","catalog":"nanba_dev_bronze","schema":"NAME_sales","libraries":[{"notebook":{"path":"/files/src/nb"}}],"edition":"ADVANCED","channel":"CURRENT","deployment":{"kind":"BUNDLE","metadata_file_path":"/state/metadata.json"}},"depends_on":[{"node":"resources.schemas.sales","label":"${resources.schemas.sales.name}"}]},
        "resources.pipelines.flow.permissions":{"__id__":"/pipelines/<Flow NAME>","state":{"object_id":"/pipelines/<Flow NAME>","__embed__":[{"level":"CAN_VIEW","group_name":"readers"},{"service_principal_name":"e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04","level":"IS_OWNER"}]},"depends_on":[{"node":"resources.pipelines.flow","label":"${resources.pipelines.flow.id}"}]},
        "resources.schemas.sales":{"__id__":"nanba_dev_bronze.NAME_sales","state":{"catalog_name":"nanba_dev_bronze","name":"NAME_sales","comment":"Orders"}},
        "resources.schemas.sales.grants":{"__id__":"schema/nanba_dev_bronze.NAME_sales","state":{"securable_type":"schema","full_name":"nanba_dev_bronze.NAME_sales","__embed__":[{"principal":"readers","privileges":["SELECT","USE_SCHEMA"]}]},"depends_on":[{"node":"resources.schemas.sales","label":"${resources.schemas.sales.id}"}]},
        "resources.volumes.landing":{"__id__":"nanba_dev_bronze.NAME_sales.landing","state":{"catalog_name":"nanba_dev_bronze","schema_name":"NAME_sales","name":"landing","volume_type":"MANAGED"},"depends_on":[{"node":"resources.schemas.sales","label":"${resources.schemas.sales.name}"}]}}}
        """;

    const string PendingText = """
        {"version":1,"creates":{
        "resources.clusters.lab":{"wish":{"cluster_name":"Lab NAME"},"since":"<time>","deployer":"e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04"},
        "resources.schemas.sales":{"wish":{"catalog_name":"nanba_dev_bronze","name":"NAME_sales"},"since":"<time>","deployer":"e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04"},
        "resources.pipelines.flow":{"wish":{"name":"Flow NAME","deployment":{"kind":"BUNDLE","metadata_file_path":"/state/metadata.json"}},"since":"<time>","deployer":"e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04","depends_on":[{"node":"resources.schemas.sales","label":"${resources.schemas.sales.name}"}]},
        "resources.jobs.elt":{"wish":{"name":"ELT NAME","deployment":{"kind":"BUNDLE","metadata_file_path":"/state/metadata.json"}},"since":"<time>","deployer":"e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04","depends_on":[{"node":"resources.clusters.lab","label":"${resources.clusters.lab.id}"},{"node":"resources.pipelines.flow","label":"${resources.pipelines.flow.id}"}]},
        "resources.volumes.landing":{"wish":{"catalog_name":"nanba_dev_bronze","schema_name":"NAME_sales","name":"landing"},"since":"<time>","deployer":"e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04","depends_on":[{"node":"resources.schemas.sales","label":"${resources.schemas.sales.name}"}]}}}
        """;

    public static string State(string name, int serial) =>
        OneLine(StateText, name).Replace("SERIAL", $"{serial}", StringComparison.Ordinal);

    public static string Pending(string name) => OneLine(PendingText, name);

    public static string Deployment(int seq) =>
        $$"""{"version":1,"seq":{{seq}},"cli_version":"1.13.0","timestamp":"<time>","files":[{"local_path":"databricks.yml","is_notebook":false},{"local_path":"src/nb.py","is_notebook":true}],"id":"<uuid>"}""";

    public static string Digests(int seq) =>
        $$$"""{"version":1,"deployment_id":"<uuid>","deployment_seq":{{{seq}}},"files":{"databricks.yml":"<sha256>","src/nb.py":"<sha256>"},"libraries":{"tools-1.0-py3-none-any.whl":"<sha256>"}}""";

    static string OneLine(string text, string name) => text.ReplaceLineEndings("").Replace("NAME", name, StringComparison.Ordinal);
}
