using ReleasePortal.Core.Bundles.Resources;

namespace ReleasePortal.Core.Bundles.Types;

/// <summary>The configuration around the resources. Source: https://docs.databricks.com/aws/en/dev-tools/bundles/reference</summary>
public static class BundleTypes
{
    public static TypeTable Table { get; } = new(Configuration, JobFields.Table);

    const string Configuration = """
        root
          bundle: bundle
          include: [string]
          variables: any
          workspace: workspace
          resources: resources
          targets, environments: {target}
          permissions: [permission]
          presets: presets
          run_as: run_as
          sync: sync
          artifacts, experimental, scripts, python: any
        bundle
          name!: string
          uuid, databricks_cli_version, compute_id, cluster_id, target, environment, engine, mode: string
          git: git
          deployment: deployment
        git
          branch, commit, origin_url, bundle_root_path: string
        deployment
          fail_on_active_runs: bool
          lock: lock
        lock
          enabled, force: bool
        workspace
          host, profile, auth_type, client_id, azure_tenant_id, azure_client_id, azure_workspace_resource_id, azure_environment: string
          azure_login_app_id, azure_use_msi, google_service_account, account_id, workspace_id: string
          root_path, file_path, resource_path, artifact_path, state_path: string
          current_user: current_user
        current_user
          id, userName, displayName, short_name, domain_friendly_name: string
        target
          default: bool
          mode: string
          cluster_id, compute_id: string
          bundle: bundle
          git: git
          variables: any
          workspace: workspace
          resources: resources
          permissions: [permission]
          presets: presets
          run_as: run_as
          sync: sync
          artifacts: any
        presets
          name_prefix: string
          pipelines_development, source_linked_deployment: bool
          jobs_max_concurrent_runs: int
          trigger_pause_status: string
          tags: {string}
          artifacts_dynamic_version: bool
        sync
          include, exclude, paths: [string]
        run_as
          user_name, service_principal_name: string
        permission
          level!: string
          user_name, group_name, service_principal_name: string
        resources
          jobs: {job}
          alerts, apps, catalogs, clusters, dashboards, database_catalogs, database_instances, experiments, external_locations: {any}
          genie_spaces, instance_pools, model_serving_endpoints, models, pipelines, postgres_branches, postgres_endpoints: {any}
          postgres_projects, quality_monitors, registered_models, schemas, secret_scopes, sql_warehouses, synced_database_tables: {any}
          vector_search_endpoints, vector_search_indexes, volumes: {any}
        """;
}
