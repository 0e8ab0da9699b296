using System.Text.Json.Nodes;
using ReleasePortal.Core.Tests.Bundles;

namespace ReleasePortal.Core.Tests.Cli;

/// <summary><c>bundle validate | plan | deploy | destroy | summary</c> against a workspace of the sandbox.</summary>
public sealed class BundleCommandTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    readonly CommandLineProgram _program = new();

    static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Validate_prints_findings_the_target_and_a_sum()
    {
        await SignInAsync();
        var files = AllKinds.Named("cli-validate");
        _program.Write(files);

        var result = await RunAsync("bundle validate -t dev", exitCode: 0);

        result.Output.ShouldContain("Name: cli-validate\nTarget: dev\nWorkspace:\n  Host: http://localhost:");
        result.Output.ShouldEndWith("\n\nValidation OK!\n");
        _program.Write(files.With("databricks.yml", "name: ELT cli-validate", "nmae: ELT"));
        (await RunAsync("bundle validate", exitCode: 0)).Output.ShouldContain(
            "Warning: unknown field: nmae\n  at resources.jobs.elt\n  in databricks.yml:33:13\n\ndid you mean 'name'?\n");
        (await RunAsync("bundle validate --strict", exitCode: 1)).Output.ShouldContain("Found 1 warning");
        (await RunAsync("bundle validate --target=prod", exitCode: 1)).Output.ShouldContain(
            "Error: prod: no such target. Available targets: dev");
    }

    [Fact]
    public async Task Validate_as_JSON_prints_the_resolved_configuration_and_nothing_else()
    {
        await SignInAsync();
        _program.Write(
            TestBundle.Of(
                "bundle: {name: cli-json}\nvariables: {a: {}, b: {default: x}}\nresources: {jobs: {j: {name: '${var.a} ${var.b}', nmae: x}}}"));
        _program.With("BUNDLE_VAR_b", "from the environment");

        var result = await RunAsync("bundle validate --var a=1 -o json", exitCode: 0);

        ((string?)JsonNode.Parse(result.Output)!["resources"]!["jobs"]!["j"]!["name"]).ShouldBe("1 from the environment");
        result.Error.ShouldContain("Warning: unknown field: nmae");
        var without = await RunAsync("bundle validate --output=json", exitCode: 1);
        ((string?)JsonNode.Parse(without.Output)!["bundle"]!["name"]).ShouldBe("cli-json");
        without.Error.ShouldContain("Error: no value assigned to required variable a");
    }

    [Fact]
    public async Task Plan_deploy_summary_and_destroy_are_one_life()
    {
        await SignInAsync();
        _program.Write(AllKinds.Named("cli-life"));
        (await RunAsync("bundle plan", exitCode: 0)).Output.ShouldBe("""
            create clusters.lab
            create jobs.elt
            create jobs.elt.permissions
            create pipelines.flow
            create pipelines.flow.permissions
            create schemas.sales
            create schemas.sales.grants
            create volumes.landing

            Plan: 8 to add, 0 to change, 0 to delete, 0 unchanged

            """);
        (await RunAsync("bundle summary", exitCode: 0)).Output.ShouldContain(
            "  jobs:\n    elt:\n      Name: ELT cli-life\n      URL:  (not deployed)\n");

        (await RunAsync("bundle deploy", exitCode: 0)).Error.ShouldSatisfyAllConditions(
            text => text.ShouldContain("Uploading bundle files to /Workspace/Shared/.bundle/cli-life/dev/files"),
            text => text.ShouldContain("Files: 2 uploaded, 0 deleted\n"),
            text => text.ShouldContain("Resources: 8 created, 0 updated, 0 recreated, 0 deleted, 0 unchanged"),
            text => text.ShouldEndWith("Deployment complete!\n"));

        var job = sandbox.Inside.Jobs.Single(one => (string?)one.Value["settings"]!["name"] == "ELT cli-life");
        var summary = JsonNode.Parse((await RunAsync("bundle summary -o json", exitCode: 0)).Output)!["resources"]!;
        ((string?)summary["jobs"]!["elt"]!["url"]).ShouldBe($"{sandbox.Workspace.Url}jobs/{job.Key}");
        ((string?)summary["volumes"]!["landing"]!["id"]).ShouldBe("nanba_dev_bronze.cli-life_sales.landing");
        var local = JsonNode.Parse(
            await File.ReadAllBytesAsync(Path.Combine(_program.Folder, ".databricks/bundle/dev/resources.json"), Now))!;
        var remote = JsonNode.Parse(
            (await sandbox.Workspace.Files.ExportAsync("/Workspace/Shared/.bundle/cli-life/dev/state/resources.json", Now))!)!;
        JsonNode.DeepEquals(local, remote).ShouldBeTrue();

        (await RunAsync("bundle destroy", exitCode: 1)).Error.ShouldContain("--auto-approve");
        (await RunAsync("bundle destroy --auto-approve", exitCode: 0)).Error.ShouldEndWith("Destroy complete!\n");
        (await RunAsync("bundle destroy --auto-approve", exitCode: 0)).Error.ShouldContain("No active deployment found to destroy!");
        sandbox.Inside.Jobs.Keys.ShouldNotContain(job.Key);
        File.Exists(Path.Combine(_program.Folder, ".databricks/bundle/dev/resources.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_plan_as_JSON_has_the_form_of_the_Databricks_CLI()
    {
        await SignInAsync();
        var files = AllKinds.Named("cli-plan");
        await sandbox.ApplyAsync(files);
        _program.Write(files.With("databricks.yml", "comment: Orders", "comment: Returns"));

        var plan = JsonNode.Parse((await RunAsync("bundle plan -o json", exitCode: 0)).Output)!;

        ((int)plan["plan_version"]!).ShouldBe(2);
        ((int)plan["serial"]!).ShouldBe(1);
        var schema = plan["plan"]!["resources.schemas.sales"]!;
        ((string?)schema["action"]).ShouldBe("update");
        ((string?)schema["new_state"]!["value"]!["comment"]).ShouldBe("Returns");
        schema["changes"]!["comment"]!.ToJsonString().ShouldBe("""{"action":"update","old":"Orders","new":"Returns","remote":"Orders"}""");
        var job = plan["plan"]!["resources.jobs.elt"]!;
        ((string?)job["action"]).ShouldBe("skip");
        job["new_state"].ShouldBeNull();
        job["depends_on"]!.AsArray().Select(need => (string?)need!["label"]).ShouldContain("${resources.pipelines.flow.id}");
    }

    [Fact]
    public async Task Deleting_data_needs_somebody_to_agree()
    {
        await SignInAsync();
        var files = AllKinds.Named("cli-data");
        await sandbox.ApplyAsync(files);
        var next = files.With("databricks.yml", "comment: Orders", "comment: Orders\n      storage_root: abfss://sales@lake/sales");
        _program.Write(next);

        var refused = await RunAsync("bundle deploy", exitCode: 1);

        refused.Error.ShouldContain("  recreate schemas.sales ('cli-data_sales')\n  recreate volumes.landing ('landing')\n");
        refused.Error.ShouldContain("--auto-approve");
        (await sandbox.Workspace.Files.StatusAsync("/Workspace/Shared/.bundle/cli-data/dev/state/deploy.lock", Now)).ShouldBeNull();
        (await RunAsync("bundle deploy --auto-approve", exitCode: 0)).Error.ShouldContain(
            "Resources: 1 created, 0 updated, 2 recreated, 0 deleted, 5 unchanged");
        (await sandbox.PlanAsync(next)).IsEmpty().ShouldBeTrue();
    }

    [Fact]
    public async Task A_lock_is_respected_until_it_is_forced()
    {
        await SignInAsync();
        _program.Write(AllKinds.Named("cli-lock"));
        await sandbox.Workspace.Files.MakeDirectoryAsync("/Workspace/Shared/.bundle/cli-lock/dev/state", Now);
        await sandbox.Workspace.Files.ImportFileAsync(
            "/Workspace/Shared/.bundle/cli-lock/dev/state/deploy.lock",
            """{"ID":"11111111-1111-1111-1111-111111111111","AcquisitionTime":"2026-01-02T03:04:05Z","IsForced":false,"User":"ann@nanba.example"}"""u8.ToArray(),
            overwrite: true,
            Now);

        var refused = await RunAsync("bundle deploy", exitCode: 1);

        refused.Error.ShouldContain("Error: The deploy lock was taken by ann@nanba.example at 2026-01-02 03:04:05 UTC, ");
        refused.Error.ShouldContain("--force-lock");
        await RunAsync("bundle deploy --force-lock", exitCode: 0);
    }

    [Fact]
    public async Task A_service_principal_of_Azure_signs_in_with_its_secret()
    {
        var entra = sandbox.Host.Entra;
        _program.Write(AllKinds.Named("cli-arm"))
            .With("DATABRICKS_HOST", sandbox.Workspace.Url.ToString())
            .With("ARM_TENANT_ID", $"{entra.Tenant.Id}")
            .With("ARM_CLIENT_ID", $"{entra.Tenant.ReleaseClientId}")
            .With("ARM_CLIENT_SECRET", entra.Tenant.ReleaseClientSecret)
            .With("AZURE_AUTHORITY_HOST", sandbox.Host.Uris.Tls.ToString())
            .With("SSL_CERT_FILE", sandbox.Host.CertificateFile);

        (await RunAsync("bundle validate", exitCode: 0)).Output.ShouldContain($"User: {entra.Tenant.ReleaseClientId}");

        _program.With("ARM_CLIENT_SECRET", "wrong");
        var refused = await RunAsync("bundle validate", exitCode: 1);
        refused.Error.ShouldStartWith("Error: ");
        refused.Error.ShouldNotContain(" at ReleasePortal.");
    }

    Task<CommandLineProgram> SignInAsync() => _program.SignInAsync(sandbox);

    Task<CommandLineResult> RunAsync(string arguments, int exitCode) => _program.RunAsync(arguments, exitCode, Now);
}
