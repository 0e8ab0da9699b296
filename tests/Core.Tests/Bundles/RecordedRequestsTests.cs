using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>What a deployment asks of a workspace: every call that changes something, with its body.</summary>
public sealed class RecordedRequestsTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>
{
    [Fact]
    public async Task A_first_deployment_locks_uploads_creates_in_order_and_keeps_its_records()
    {
        var calls = await RecordAsync("first", AllKinds.Named("first"), files => sandbox.ApplyAsync(files));

        calls.ShouldBe(RecordedCalls.Changes, $$$"""
            PATCH permissions/schema/nanba_dev_bronze.first_sales {"changes":[{"principal":"readers","add":["SELECT","USE_SCHEMA"],"remove":["ALL_PRIVILEGES"]}]}
            POST clusters/create {"cluster_name":"Lab first","spark_version":"15.4.x-scala2.12","node_type_id":"Standard_DS3_v2","num_workers":1,"autotermination_minutes":60}
            POST jobs/create {"name":"ELT first","tasks":[{"task_key":"load","existing_cluster_id":"<Lab first>","notebook_task":{"notebook_path":"/files/src/nb","base_parameters":{"landing":"/Volumes/nanba_dev_bronze/first_sales/landing"}},"libraries":[{"whl":"/artifacts/.internal/tools-1.0-py3-none-any.whl"}]},{"task_key":"refresh","depends_on":[{"task_key":"load"}],"pipeline_task":{"pipeline_id":"<Flow first>"}}],"max_concurrent_runs":1,"queue":{"enabled":true},"deployment":{"kind":"BUNDLE","metadata_file_path":"/state/metadata.json"},"edit_mode":"UI_LOCKED","format":"MULTI_TASK"}
            POST pipelines {"name":"Flow first","catalog":"nanba_dev_bronze","schema":"first_sales","libraries":[{"notebook":{"path":"/files/src/nb"}}],"edition":"ADVANCED","channel":"CURRENT","deployment":{"kind":"BUNDLE","metadata_file_path":"/state/metadata.json"}}
            POST schemas {"catalog_name":"nanba_dev_bronze","name":"first_sales","comment":"Orders"}
            POST volumes {"catalog_name":"nanba_dev_bronze","schema_name":"first_sales","name":"landing","volume_type":"MANAGED"}
            POST workspace-files/import-file/artifacts/.internal/tools-1.0-py3-none-any.whl?overwrite=true = dist/tools-1.0-py3-none-any.whl
            POST workspace-files/import-file/files/databricks.yml?overwrite=true = databricks.yml
            POST workspace-files/import-file/files/src/nb.py?overwrite=true = src/nb.py
            POST workspace-files/import-file/state/deploy.lock?overwrite=false {{{RecordedRecords.Lock}}}
            POST workspace-files/import-file/state/deploy.lock?overwrite=false {{{RecordedRecords.Lock}}}
            POST workspace-files/import-file/state/deployment.json?overwrite=true {{{RecordedRecords.Deployment(1)}}}
            POST workspace-files/import-file/state/file-digests.json?overwrite=true {{{RecordedRecords.Digests(1)}}}
            POST workspace-files/import-file/state/metadata.json?overwrite=true
            POST workspace-files/import-file/state/pending-creates.json?overwrite=true {{{RecordedRecords.Pending("first")}}}
            POST workspace-files/import-file/state/resources.json?overwrite=true {{{RecordedRecords.State("first", 1)}}}
            POST workspace/delete {"path":"/state/deploy.lock","recursive":false}
            POST workspace/delete {"path":"/state/pending-creates.json","recursive":false}
            POST workspace/mkdirs {"path":"/artifacts/.internal"}
            POST workspace/mkdirs {"path":"/files/src"}
            POST workspace/mkdirs {"path":"/state"}
            PUT permissions/jobs/<ELT first> {"access_control_list":[{"permission_level":"IS_OWNER","service_principal_name":"e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04"},{"permission_level":"CAN_MANAGE_RUN","user_name":"ann.lee@nanba.example"}]}
            PUT permissions/pipelines/<Flow first> {"access_control_list":[{"permission_level":"CAN_VIEW","group_name":"readers"},{"permission_level":"IS_OWNER","service_principal_name":"e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04"}]}
            """);
        calls.ShouldBe(RecordedCalls.Reads, """
            GET preview/scim/v2/Me
            GET workspace/export?path=/state/deploy.lock
            GET workspace/export?path=/state/deploy.lock
            GET workspace/export?path=/state/deployment.json
            GET workspace/export?path=/state/file-digests.json
            GET workspace/export?path=/state/pending-creates.json
            GET workspace/export?path=/state/resources.json
            GET workspace/export?path=/state/terraform.tfstate
            GET workspace/list?path=/artifacts/.internal
            GET workspace/list?path=/files
            """);
        calls.ShouldBeInOrder(
            "POST workspace-files/import-file/state/deploy.lock",
            "POST workspace-files/import-file/files/src/nb.py",
            "POST workspace-files/import-file/state/deployment.json",
            "POST clusters/create",
            "POST jobs/create",
            "PUT permissions/jobs/",
            "POST workspace-files/import-file/state/resources.json",
            "POST workspace-files/import-file/state/metadata.json",
            "POST workspace/delete {\"path\":\"/state/deploy.lock\"");
        calls.ShouldBeInOrder("POST schemas", "POST volumes");
        calls.ShouldBeInOrder("POST schemas", "POST pipelines", "POST jobs/create");
        calls.ShouldBeInOrder("POST workspace-files/import-file/state/pending-creates.json", "POST schemas");
        calls.ShouldBeInOrder("POST schemas", "PATCH permissions/schema/");
    }

    [Fact]
    public async Task An_unchanged_redeployment_writes_nothing_but_its_records()
    {
        await sandbox.ApplyAsync(AllKinds.Named("again"));

        var calls = await RecordAsync("again", AllKinds.Named("again"), files => sandbox.ApplyAsync(files));

        calls.ShouldBe(RecordedCalls.Changes, $$$"""
            POST workspace-files/import-file/state/deploy.lock?overwrite=false {{{RecordedRecords.Lock}}}
            POST workspace-files/import-file/state/deployment.json?overwrite=true {{{RecordedRecords.Deployment(2)}}}
            POST workspace-files/import-file/state/file-digests.json?overwrite=true {{{RecordedRecords.Digests(2)}}}
            POST workspace-files/import-file/state/metadata.json?overwrite=true
            POST workspace-files/import-file/state/resources.json?overwrite=true {{{RecordedRecords.State("again", 1)}}}
            POST workspace/delete {"path":"/state/deploy.lock","recursive":false}
            """);
        calls.ShouldBe(RecordedCalls.Reads, """
            GET clusters/get?cluster_id=<Lab again>
            GET jobs/get?job_id=<ELT again>
            GET permissions/jobs/<ELT again>
            GET permissions/pipelines/<Flow again>
            GET permissions/schema/nanba_dev_bronze.again_sales
            GET pipelines/<Flow again>
            GET preview/scim/v2/Me
            GET schemas/nanba_dev_bronze.again_sales
            GET volumes/nanba_dev_bronze.again_sales.landing
            GET workspace/export?path=/state/deploy.lock
            GET workspace/export?path=/state/deploy.lock
            GET workspace/export?path=/state/deployment.json
            GET workspace/export?path=/state/file-digests.json
            GET workspace/export?path=/state/pending-creates.json
            GET workspace/export?path=/state/resources.json
            GET workspace/export?path=/state/terraform.tfstate
            GET workspace/list?path=/artifacts/.internal
            GET workspace/list?path=/files
            GET workspace/list?path=/files/src
            """);
    }

    [Fact]
    public async Task An_update_sends_whole_settings_or_only_what_changed_as_each_kind_wants_it()
    {
        var files = AllKinds.Named("update");
        await sandbox.ApplyAsync(files);
        var next = files
            .With("databricks.yml", "comment: Orders", "comment: Orders and returns")
            .With("databricks.yml", "privileges: [USE_SCHEMA, SELECT]", "privileges: [USE_SCHEMA]")
            .With("databricks.yml", "name: landing\n", "name: arrivals\n")
            .With("databricks.yml", "num_workers: 1", "num_workers: 3")
            .With("databricks.yml", "name: Flow update", "name: Stream update")
            .With("databricks.yml", "level: CAN_VIEW, group_name", "level: CAN_RUN, group_name")
            .With("src/nb.py", "print(1)", "print(2)")
            .With("dist/tools-1.0-py3-none-any.whl", "a wheel", "a rounder wheel");

        var calls = await RecordAsync("update", next, _ => sandbox.ApplyAsync(next));

        calls.ShouldBe(RecordedCalls.ChangesBeyondRecords, """
            PATCH permissions/schema/nanba_dev_bronze.update_sales {"changes":[{"principal":"readers","add":["USE_SCHEMA"],"remove":["ALL_PRIVILEGES"]}]}
            PATCH schemas/nanba_dev_bronze.update_sales {"comment":"Orders and returns"}
            PATCH volumes/nanba_dev_bronze.update_sales.landing {"new_name":"arrivals"}
            POST clusters/resize {"num_workers":3,"cluster_id":"<Lab update>"}
            POST jobs/reset {"job_id":<ELT update>,"new_settings":{"name":"ELT update","tasks":[{"task_key":"load","existing_cluster_id":"<Lab update>","notebook_task":{"notebook_path":"/files/src/nb","base_parameters":{"landing":"/Volumes/nanba_dev_bronze/update_sales/arrivals"}},"libraries":[{"whl":"/artifacts/.internal/tools-1.0-py3-none-any.whl"}]},{"task_key":"refresh","depends_on":[{"task_key":"load"}],"pipeline_task":{"pipeline_id":"<Flow update>"}}],"max_concurrent_runs":1,"queue":{"enabled":true},"deployment":{"kind":"BUNDLE","metadata_file_path":"/state/metadata.json"},"edit_mode":"UI_LOCKED","format":"MULTI_TASK"}}
            POST workspace-files/import-file/artifacts/.internal/tools-1.0-py3-none-any.whl?overwrite=true = dist/tools-1.0-py3-none-any.whl
            POST workspace-files/import-file/files/databricks.yml?overwrite=true = databricks.yml
            POST workspace-files/import-file/files/src/nb.py?overwrite=true = src/nb.py
            PUT permissions/pipelines/<Flow update> {"access_control_list":[{"permission_level":"CAN_RUN","group_name":"readers"},{"permission_level":"IS_OWNER","service_principal_name":"e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04"}]}
            PUT pipelines/<Flow update> {"name":"Stream update","catalog":"nanba_dev_bronze","schema":"update_sales","libraries":[{"notebook":{"path":"/files/src/nb"}}],"edition":"ADVANCED","channel":"CURRENT","deployment":{"kind":"BUNDLE","metadata_file_path":"/state/metadata.json"}}
            """);
        calls.ShouldBe(
            call => call.Contains("state/resources.json?overwrite", StringComparison.Ordinal),
            "POST workspace-files/import-file/state/resources.json?overwrite=true "
            + RecordedRecords.State("update", 2).Replace("\"num_workers\":1", "\"num_workers\":3", StringComparison.Ordinal)
                .Replace("\"Orders\"", "\"Orders and returns\"", StringComparison.Ordinal)
                .Replace("[\"SELECT\",\"USE_SCHEMA\"]", "[\"USE_SCHEMA\"]", StringComparison.Ordinal)
                .Replace("update_sales/landing", "update_sales/arrivals", StringComparison.Ordinal)
                .Replace("update_sales.landing", "update_sales.arrivals", StringComparison.Ordinal)
                .Replace("\"name\":\"landing\"", "\"name\":\"arrivals\"", StringComparison.Ordinal)
                .Replace("\"name\":\"Flow update\"", "\"name\":\"Stream update\"", StringComparison.Ordinal)
                .Replace("\"CAN_VIEW\"", "\"CAN_RUN\"", StringComparison.Ordinal));
        (await sandbox.PlanAsync(next)).IsEmpty().ShouldBeTrue();
    }

    [Fact]
    public async Task Destroying_deletes_in_reverse_order_and_the_folder_last()
    {
        await sandbox.ApplyAsync(AllKinds.Named("gone"));

        var calls = await RecordAsync("gone", AllKinds.Named("gone"), files => sandbox.DestroyAsync(files));

        calls.ShouldBe(RecordedCalls.Changes, $$$"""
            DELETE pipelines/<Flow gone>
            DELETE schemas/nanba_dev_bronze.gone_sales?force=true
            DELETE volumes/nanba_dev_bronze.gone_sales.landing
            POST clusters/permanent-delete {"cluster_id":"<Lab gone>"}
            POST jobs/delete {"job_id":<ELT gone>}
            POST workspace-files/import-file/state/deploy.lock?overwrite=false {{{RecordedRecords.Lock}}}
            POST workspace/delete {"path":"","recursive":true}
            """);
        calls.ShouldBeInOrder("POST jobs/delete", "DELETE pipelines/", "DELETE schemas/", "POST workspace/delete");
        calls.ShouldBeInOrder("DELETE volumes/", "DELETE schemas/");
    }

    /// <summary>Names are put in while the things exist.</summary>
    async Task<RecordedCalls> RecordAsync(string bundle, BundleFiles files, Func<BundleFiles, Task> act)
    {
        var names = RecordedCalls.NamesIn(sandbox);
        sandbox.ClearRequests();
        await act(files);
        return new(
            sandbox.Calls, bundle, names.UnionBy(RecordedCalls.NamesIn(sandbox), name => name.Key).ToDictionary(StringComparer.Ordinal),
            files);
    }
}
