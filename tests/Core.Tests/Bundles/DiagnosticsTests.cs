namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>What a person reads when a bundle is wrong.</summary>
public sealed class DiagnosticsTests
{
    const string Job = """
        bundle: {name: demo}
        resources:
          jobs:
            elt:
              name: ELT
              tasks:
                - task_key: a
                  notebook_task: {notebook_path: ./nb.py}
        """;

    public static TheoryData<string, string> Faults => new()
    {
        { "bundle: {name: x}\ninclude: [a.yml]", "Error: a.yml defined in 'include' section does not match any files" },
        { "bundle: {name: x}\ninclude: ['*.py']", "Error: nb.py in 'include' section is not a YAML or JSON file" },
        { "bundle: [", "Error: yaml:" },
        { "a: [1, 2\nb: 3", "Error: yaml:" },
        { "bundle: {name: x}\nbundle: {name: y}", "Error: yaml: Duplicate key" },
        { "x: *nowhere", "Error: yaml:" },
        { "workspace: {}", "Error: required field \"name\" is not set" },
        { "bundle: {name: x, nam: y}", "Warning: unknown field: nam\n  at bundle\n" },
        { "bundle: {name: x}\nvariables: {a: {}}", "Error: no value assigned to required variable a" },
        { "bundle: {name: x}\nvariables: {a: {default: '${var.b}'}, b: {default: '${var.a}'}}", "cycle detected in field resolution: var.b -> var.a -> var.b" },
        { "bundle: {name: x}\ntargets: {dev: {}, test: {}}", "Error: please specify target" },
        { "bundle: {name: x}\ntargets: {dev: {variables: {y: 1}}}", "Error: variable y is not defined but is assigned a value" },
        { "bundle: {name: x}\ntargets: {dev: {bundle: {name: [1]}}}", "Warning: expected string, found sequence" },
        { "bundle: {name: x}\ntargets: {dev: {mode: fast}}", "Error: unsupported value 'fast' specified for 'mode'" },
        { "bundle: {name: x}\nworkspace: {host: 'https://adb-1.azuredatabricks.net'}", "Error: the target is made for https://adb-1.azuredatabricks.net" },
        { Job.Replace("./nb.py", "./nc.py", StringComparison.Ordinal), "Error: notebook nc.py not found\n  at resources.jobs.elt.tasks[0].notebook_task.notebook_path\n  in databricks.yml:8:42\n\ndid you mean 'nb.py'?" },
        { Job.Replace("./nb.py", "../nb.py", StringComparison.Ordinal), "Error: path ../nb.py is not contained in the bundle root" },
        { Job.Replace("./nb.py", "databricks.yml", StringComparison.Ordinal), "Error: file at databricks.yml is not a notebook" },
        { Job.Replace("name: ELT", "name: ${var.nam}", StringComparison.Ordinal) + "\nvariables: {name: {default: x}}", "Error: reference does not exist: ${var.nam}\n  at resources.jobs.elt.name\n  in databricks.yml:5:13\n\ndid you mean 'name'?" },
        { Job.Replace("name: ELT", "name: 'a ${workspace.current_user}'", StringComparison.Ordinal), "Error: cannot interpolate non-primitive value of type map into string" },
        { Job.Replace("name: ELT", "schedule: {quartz_cron_expression: x}", StringComparison.Ordinal), "Warning: required field \"timezone_id\" is not set\n  at resources.jobs.elt.schedule" },
        { Job.Replace("name: ELT", "description: '${resources.jobs.elf.id}'", StringComparison.Ordinal), "Error: reference does not exist: ${resources.jobs.elf.id}" },
        { Job + "\n  pipelines: {elt: {name: x}}", "Error: multiple resources have been defined with the same key: elt" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_at_its_place(string databricksYml, string expected) =>
        TestBundle.Validate(databricksYml).Text().ShouldContain(expected);

    [Fact]
    public void A_target_that_does_not_exist_lists_the_others() =>
        TestBundle.Validate("bundle: {name: x}\ntargets: {test: {}, dev: {}}", "prod").Text()
            .ShouldContain("Error: prod: no such target. Available targets: dev, test");

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var text = TestBundle.Validate("bundle: {name: x}\nvariables: {a: {}, b: {}}\nresources: {jobs: {j: }}").Text();

        text.ShouldContain("variable a");
        text.ShouldContain("variable b");
        text.ShouldContain("jobs j is not defined");
    }

    [Fact]
    public void Deep_nesting_and_alias_bombs_are_refused_instead_of_ending_the_process()
    {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9)
            .Select(level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n"));

        TestBundle.Validate("x: " + new string('[', 20_000)).Text().ShouldContain("more than 64 levels are nested");
        TestBundle.Validate(bomb).Text().ShouldContain("aliases expand to more than");
    }

    [Fact]
    public void A_path_that_exists_only_beside_the_other_file_is_explained()
    {
        var files = TestBundle.Of(
            ("databricks.yml", "bundle: {name: x}\ninclude: ['resources/*.yml']"),
            ("resources/job.yml", "resources: {jobs: {a: {tasks: [{task_key: t, notebook_task: {notebook_path: src/nb.py}}]}}}"),
            ("src/nb.py", TestBundle.Notebook));

        TestBundle.Validate(files).Text().ShouldContain("Error: notebook resources/src/nb.py not found");
    }

    [Fact]
    public void The_bundle_of_this_repository_has_nothing_to_remark_on()
    {
        foreach (var target in new[] { "dev", "test", "prod" })
        {
            TestBundle.Validate(TestBundle.Real(), target).Text().ShouldBe("");
        }
    }
}
