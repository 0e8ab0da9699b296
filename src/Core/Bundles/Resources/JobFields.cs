namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>The fields of a job. Source: https://docs.databricks.com/api/azure/workspace/jobs/create</summary>
static class JobFields
{
    public const string Table = """
        job
          name, description, budget_policy_id, usage_policy_id, performance_target, edit_mode, format: string
          max_concurrent_runs, timeout_seconds: int
          tags: {string}
          schedule: schedule
          continuous: continuous
          trigger: trigger
          queue: queue
          git_source: git_source
          job_clusters: [job_cluster]
          tasks: [task]
          parameters: [parameter]
          environments: [environment]
          email_notifications: email_notifications
          webhook_notifications: webhook_notifications
          notification_settings: notification_settings
          health: health
          run_as: job_run_as
          permissions: [permission]
          deployment: job_deployment
          lifecycle: lifecycle
        lifecycle
          prevent_destroy: bool
        job_run_as
          user_name, service_principal_name, group_name: string
        job_deployment
          kind, metadata_file_path, deployment_id, version_id: string
        schedule
          quartz_cron_expression!, timezone_id!: string
          pause_status: PAUSED|UNPAUSED
        continuous
          pause_status: PAUSED|UNPAUSED
          task_retry_mode: NEVER|ON_FAILURE
        trigger
          pause_status: PAUSED|UNPAUSED
          file_arrival: file_arrival
          periodic: periodic
          table_update, model: any
        file_arrival
          url!: string
          min_time_between_triggers_seconds, wait_after_last_change_seconds: int
        periodic
          interval!: int
          unit!: HOURS|DAYS|WEEKS
        queue
          enabled!: bool
        git_source
          git_url!: string
          git_provider!: string
          git_branch, git_tag, git_commit: string
          git_snapshot, job_source, sparse_checkout: any
        parameter
          name!, default!: string
        environment
          environment_key!: string
          spec: environment_spec
        environment_spec
          client, environment_version, base_environment: string
          dependencies, java_dependencies, jar_dependencies: [string]
        email_notifications
          on_start, on_success, on_failure, on_duration_warning_threshold_exceeded, on_streaming_backlog_exceeded: [string]
          no_alert_for_skipped_runs: bool
        webhook_notifications
          on_start, on_success, on_failure, on_duration_warning_threshold_exceeded, on_streaming_backlog_exceeded: [webhook]
        webhook
          id!: string
        notification_settings
          no_alert_for_skipped_runs, no_alert_for_canceled_runs, alert_on_last_attempt: bool
        health
          rules: [health_rule]
        health_rule
          metric!: string
          op!: GREATER_THAN
          value!: int
        job_cluster
          job_cluster_key!: string
          new_cluster!: new_cluster
        new_cluster
          spark_version, cluster_name, node_type_id, driver_node_type_id, policy_id, instance_pool_id, driver_instance_pool_id: string
          single_user_name, data_security_mode, runtime_engine, kind: string
          num_workers, autotermination_minutes, remote_disk_throughput, total_initial_remote_disk_size: int
          autoscale: autoscale
          spark_conf, spark_env_vars, custom_tags: {string}
          enable_elastic_disk, enable_local_disk_encryption, apply_policy_default_values, is_single_node, use_ml_runtime: bool
          ssh_public_keys: [string]
          azure_attributes: azure_attributes
          aws_attributes, gcp_attributes, driver_node_type_flexibility, worker_node_type_flexibility: any
          cluster_log_conf, docker_image, workload_type: any
          init_scripts: [any]
        autoscale
          min_workers, max_workers: int
        azure_attributes
          availability: SPOT_AZURE|ON_DEMAND_AZURE|SPOT_WITH_FALLBACK_AZURE
          first_on_demand: int
          spot_bid_max_price: float
          log_analytics_info: any
        task
          task_key!: string
          description, existing_cluster_id, job_cluster_key, environment_key: string
          depends_on: [task_dependency]
          run_if: ALL_SUCCESS|ALL_DONE|NONE_FAILED|AT_LEAST_ONE_SUCCESS|ALL_FAILED|AT_LEAST_ONE_FAILED
          timeout_seconds, max_retries, min_retry_interval_millis: int
          retry_on_timeout, disable_auto_optimization, disabled: bool
          new_cluster: new_cluster
          libraries: [library]
          email_notifications: email_notifications
          webhook_notifications: webhook_notifications
          notification_settings: notification_settings
          health: health
          compute: any
          notebook_task: notebook_task
          spark_python_task: spark_python_task
          python_wheel_task: python_wheel_task
          spark_jar_task: spark_jar_task
          spark_submit_task: spark_submit_task
          pipeline_task: pipeline_task
          sql_task: sql_task
          dbt_task: dbt_task
          run_job_task: run_job_task
          condition_task: condition_task
          for_each_task: for_each_task
          alert_task, clean_rooms_notebook_task, dashboard_task, dbt_cloud_task, dbt_platform_task, gen_ai_compute_task, power_bi_task: any
        task_dependency
          task_key!: string
          outcome: string
        library
          jar, egg, whl, requirements: string
          pypi: pypi
          maven: maven
          cran: pypi
        pypi
          package!: string
          repo: string
        maven
          coordinates!: string
          repo: string
          exclusions: [string]
        notebook_task
          notebook_path!: string
          base_parameters: {string}
          source: WORKSPACE|GIT
          warehouse_id: string
        spark_python_task
          python_file!: string
          parameters: [string]
          source: WORKSPACE|GIT
        python_wheel_task
          package_name!, entry_point!: string
          parameters: [string]
          named_parameters: {string}
        spark_jar_task
          main_class_name, jar_uri: string
          parameters: [string]
          run_as_repl: bool
        spark_submit_task
          parameters: [string]
        pipeline_task
          pipeline_id!: string
          full_refresh: bool
        sql_task
          warehouse_id!: string
          parameters: {string}
          file: sql_file
          alert, dashboard, query: any
        sql_file
          path!: string
          source: WORKSPACE|GIT
        dbt_task
          commands!: [string]
          project_directory, profiles_directory, catalog, schema, warehouse_id: string
          source: WORKSPACE|GIT
        run_job_task
          job_id!: int
          job_parameters, notebook_params, python_named_params, sql_params: {string}
          jar_params, python_params, spark_submit_params, dbt_commands: [string]
          pipeline_params: any
        condition_task
          op!: EQUAL_TO|NOT_EQUAL|GREATER_THAN|GREATER_THAN_OR_EQUAL|LESS_THAN|LESS_THAN_OR_EQUAL
          left!, right!: string
        for_each_task
          inputs!: string
          concurrency: int
          task!: task
        """;
}
