using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>What a configuration means once everything in it is known.</summary>
public sealed class ResolvingTests
{
    public static TheoryData<string, string, string> Cases => new()
    {
        { "variables: {v: {default: 3}}\nresources: {jobs: {j: {max_concurrent_runs: '${var.v}'}}}", "resources.jobs.j.max_concurrent_runs", "3" },
        { "variables: {v: {default: 3}}\nresources: {jobs: {j: {name: 'n ${var.v}'}}}", "resources.jobs.j.name", "\"n 3\"" },
        { "variables: {v: {default: a}}\ntargets: {t: {variables: {v: b}}}\nresources: {jobs: {j: {name: '${var.v}'}}}", "resources.jobs.j.name", "\"b\"" },
        { "variables: {v: {type: complex, default: {a: {b: [x, y]}}}}\nresources: {jobs: {j: {name: '${var.v.a.b[1]}'}}}", "resources.jobs.j.name", "\"y\"" },
        { "variables: {c: {type: complex, default: {spark_version: v, spark_conf: {on: true}}}}\nresources: {jobs: {j: {job_clusters: [{job_cluster_key: k, new_cluster: '${var.c}'}]}}}", "resources.jobs.j.job_clusters", """[{"job_cluster_key":"k","new_cluster":{"spark_version":"v","spark_conf":{"on":"true"},"num_workers":0}}]""" },
        { "resources: {jobs: {j: {timeout_seconds: '60', tags: {a: 1.10, b: yes}, schedule: {quartz_cron_expression: 0 0 2 * * ?, timezone_id: UTC}}}}", "resources.jobs.j", """{"timeout_seconds":60,"tags":{"a":"1.1","b":"yes"},"schedule":{"quartz_cron_expression":"0 0 2 * * ?","timezone_id":"UTC","pause_status":"UNPAUSED"},"name":"Untitled","max_concurrent_runs":1,"queue":{"enabled":true},"deployment":{"kind":"BUNDLE","metadata_file_path":"/Workspace/Users/e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04/.bundle/b/default/state/metadata.json"},"edit_mode":"UI_LOCKED","format":"MULTI_TASK"}""" },
        { "x: &base {a: '1', b: '1'}\ny: &more {b: '2', c: '2'}\nresources: {jobs: {j: {tags: {<<: [*base, *more], c: '3'}}}}", "resources.jobs.j.tags", """{"a":"1","b":"2","c":"3"}""" },
        { "resources: {jobs: {j: {tasks: [{task_key: b, max_retries: 1}, {task_key: a}]}}}\ntargets: {t: {resources: {jobs: {j: {tasks: [{task_key: b, timeout_seconds: 5}]}}}}}", "resources.jobs.j.tasks", """[{"task_key":"a"},{"task_key":"b","max_retries":1,"timeout_seconds":5}]""" },
        { "resources: {jobs: {j: {tags: {a: '1'}}}}\ntargets: {t: {presets: {name_prefix: 'p ', tags: {a: '2', b: '2'}, jobs_max_concurrent_runs: 7}}}", "resources.jobs.j.tags", """{"a":"1","b":"2"}""" },
        { "workspace: {root_path: /Shared/x}", "workspace.file_path", "\"/Workspace/Shared/x/files\"" },
        { "workspace: {root_path: /Shared/x}", "workspace.state_path", "\"/Workspace/Shared/x/state\"" },
        { "workspace: {root_path: ~/x}", "workspace.root_path", "\"/Workspace/Users/e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04/x\"" },
        { "resources: {jobs: {j: {name: '${workspace.current_user.short_name} ${bundle.git.branch}$ ${not-a ref}'}}}", "resources.jobs.j.name", "\"nanba_release $ ${not-a ref}\"" },
        { "resources: {jobs: {j: {tasks: [{task_key: t, notebook_task: {notebook_path: ./nb.py}}]}}}\nworkspace: {root_path: /Shared/x}", "resources.jobs.j.tasks", """[{"task_key":"t","notebook_task":{"notebook_path":"/Workspace/Shared/x/files/nb"}}]""" },
        { "resources: {jobs: {j: {tasks: [{task_key: t, notebook_task: {notebook_path: /Shared/nb}}]}}}", "resources.jobs.j.tasks", """[{"task_key":"t","notebook_task":{"notebook_path":"/Shared/nb"}}]""" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_configuration_resolves(string databricksYml, string path, string expected)
    {
        var valid = TestBundle.Validate("bundle: {name: b}\n" + databricksYml);

        valid.Text().ShouldNotContain("Error");
        At(valid.Bundle, path)!.ToJsonString(Relaxed).ShouldBe(expected);
    }

    [Fact]
    public void Production_asks_people_for_a_root_path_and_recommends_it_to_a_service_principal()
    {
        var files = TestBundle.Of("bundle: {name: b}\ntargets: {prod: {mode: production}}\nresources: {jobs: {j: {name: x}}}");

        TestBundle.Validate(files, user: TestBundle.Ann).Text().ShouldContain("Error: target with 'mode: production' must set 'workspace.root_path'");
        TestBundle.Validate(files).Text().ShouldStartWith("Recommendation: target with 'mode: production' should set");
    }

    [Fact]
    public void Development_prefixes_pauses_and_does_not_lock()
    {
        var files = TestBundle.Of("bundle: {name: b}\ntargets: {dev: {mode: development}}\nresources: {jobs: {j: {name: x, continuous: {}}}}");

        var valid = TestBundle.Validate(files, user: TestBundle.Ann);

        valid.Text().ShouldBe("");
        valid.Bundle.UsesLock.ShouldBeFalse();
        At(valid.Bundle, "resources.jobs.j.name")!.ToString().ShouldBe("[dev ann_lee] x");
        At(valid.Bundle, "resources.jobs.j.tags.dev")!.ToString().ShouldBe("ann_lee");
        At(valid.Bundle, "resources.jobs.j.continuous.pause_status")!.ToString().ShouldBe("PAUSED");
        At(valid.Bundle, "resources.jobs.j.max_concurrent_runs")!.ToString().ShouldBe("4");
    }

    [Fact]
    public void Permissions_of_the_bundle_reach_the_job_and_keep_the_deployer_as_owner()
    {
        var valid = TestBundle.Validate("""
            bundle: {name: b}
            permissions: [{level: CAN_RUN, group_name: team}, {level: CAN_VIEW, user_name: a@b.example}]
            resources: {jobs: {j: {permissions: [{level: CAN_MANAGE, user_name: a@b.example}]}}}
            """);

        valid.Text().ShouldStartWith("Warning: user_name:a@b.example has permissions at the resource");
        At(valid.Bundle, "resources.jobs.j.permissions")!.ToJsonString().ShouldBe(
            """[{"level":"CAN_MANAGE_RUN","group_name":"team"},{"service_principal_name":"e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04","level":"IS_OWNER"},{"level":"CAN_MANAGE","user_name":"a@b.example"}]""");
    }

    [Fact]
    public void A_path_is_read_from_the_file_that_holds_it()
    {
        var files = TestBundle.Of(
            ("databricks.yml", "bundle: {name: x}\nworkspace: {root_path: /Shared/x}\ninclude: ['resources/*.yml']\nvariables: {p: {default: ../src/nb.py}}"),
            ("resources/job.yml", "resources: {jobs: {a: {tasks: [{task_key: t, notebook_task: {notebook_path: '${var.p}'}}]}}}"),
            ("src/nb.py", TestBundle.Notebook));

        var valid = TestBundle.Validate(files);

        valid.Text().ShouldBe("");
        valid.Bundle.ToJson().ShouldContain("/Workspace/Shared/x/files/src/nb");
    }

    static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static JsonNode? At(ResolvedBundle bundle, string path) =>
        path.Split('.').Aggregate(JsonNode.Parse(bundle.ToJson()), (node, key) => node?[key]);
}
