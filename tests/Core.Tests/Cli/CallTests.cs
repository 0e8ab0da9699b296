using ReleasePortal.Core.Tests.Bundles;

namespace ReleasePortal.Core.Tests.Cli;

/// <summary>How the program may be called, and what it says when it is called in another way.</summary>
public sealed class CallTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    readonly CommandLineProgram _program = new();

    static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("bundle explode", "unknown command: bundle explode")]
    [InlineData("jobs list", "unknown command: jobs list")]
    [InlineData("--strict", "no command is given")]
    [InlineData("bundle validate --colour", "unknown argument: --colour")]
    [InlineData("bundle validate --target", "--target needs a value")]
    [InlineData("bundle validate -o xml", "--output is text or json, not xml")]
    [InlineData("bundle validate --strict=maybe", "--strict takes no value")]
    [InlineData("bundle summary --force-lock", "--force-lock does not belong to bundle summary")]
    [InlineData("bundle plan --select jobs.a", "--select is not supported by this engine")]
    [InlineData("bundle validate extra", "unknown command: bundle validate extra")]
    [InlineData("bundle burn --colour -o xml -t", "unknown command: bundle burn", "unknown argument: --colour", "--output is text or json, not xml", "-t needs a value")]
    [InlineData("bundle plan", "DATABRICKS_TOKEN is not set, and neither is ARM_CLIENT_ID, ARM_CLIENT_SECRET, ARM_TENANT_ID")]
    public async Task A_wrong_call_is_told_all_that_is_wrong(string arguments, params string[] faults)
    {
        _program.Write(AllKinds.Named("wrong"));

        var result = await _program.RunAsync(arguments, exitCode: 1, Now);

        result.Error.ShouldBe(string.Concat(faults.Select(fault => $"Error: {fault}\n")) + "See --help.\n");
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_shell_hands_over_is_checked_at_once()
    {
        _program.With("DATABRICKS_HOST", "ftp://files")
            .With("AZURE_AUTHORITY_HOST", "not a host")
            .With("ARM_CLIENT_ID", "x")
            .With("ARM_TENANT_ID", "y");

        (await _program.RunAsync("bundle validate", exitCode: 1, Now)).Error.ShouldBe("""
            Error: DATABRICKS_HOST is not an address: ftp://files
            Error: AZURE_AUTHORITY_HOST is not an address: not a host
            Error: DATABRICKS_TOKEN is not set, and neither is ARM_CLIENT_SECRET
            See --help.

            """);
    }

    [Fact]
    public async Task A_folder_without_a_bundle_is_said()
    {
        await _program.SignInAsync(sandbox);
        (await _program.RunAsync("bundle validate", exitCode: 1, Now)).Error.ShouldStartWith(
            "Error: unable to locate bundle root: databricks.yml not found");
        _program.With("DATABRICKS_BUNDLE_ROOT", Path.Combine(_program.Folder, "elsewhere"));
        (await _program.RunAsync("bundle validate", exitCode: 1, Now)).Error.ShouldStartWith("Error: invalid bundle root ");
    }

    [Theory]
    [InlineData("bundle -t dev validate -o json")]
    [InlineData("-tdev bundle -ojson validate")]
    [InlineData("bundle validate -o=json --target=dev --strict=false")]
    public async Task Options_stand_anywhere_and_values_behind_a_space_an_equals_sign_or_the_letter(string arguments)
    {
        (await _program.SignInAsync(sandbox)).Write(AllKinds.Named("forms"));

        (await _program.RunAsync(arguments, exitCode: 0, Now)).Output.ShouldStartWith("{\n  \"bundle\": {\n    \"name\": \"forms\"");
    }

    [Fact]
    public async Task Help_tells_of_all_commands_or_of_one()
    {
        var all = (await _program.RunAsync("--help", exitCode: 0, Now)).Output;
        all.ShouldContain("bundle destroy     Deletes everything that was deployed\n");
        (await _program.RunAsync("bundle", exitCode: 0, Now)).Output.ShouldBe(all);
        (await _program.RunAsync("bundle summary --help", exitCode: 0, Now)).Output.ShouldBe("""
            bundle summary: Shows what is deployed and where.

              -t, --target NAME       The target; else DATABRICKS_BUNDLE_TARGET, the only one, or the one marked as default
                  --var NAME=VALUE    The value of a variable; may be given several times
              -o, --output FORM       text or json
              -c, --cluster-id ID     Runs every task on this cluster; with mode: development only
              -h, --help              This text

            Works in the folder of a bundle or below, or in DATABRICKS_BUNDLE_ROOT. Talks to DATABRICKS_HOST; where that is not set, to the workspace.host
            of the target. Signs in with DATABRICKS_TOKEN, or with ARM_CLIENT_ID, ARM_CLIENT_SECRET and ARM_TENANT_ID.

            """);
    }

    [Fact]
    public async Task The_target_names_the_workspace_where_the_shell_does_not()
    {
        var host = sandbox.Workspace.Url.ToString();
        (await _program.SignInAsync(sandbox)).Without("DATABRICKS_HOST").Write(TestBundle.Of($$"""
            bundle: {name: hosts}
            workspace: {host: https://nowhere.invalid}
            targets:
              dev:
                workspace: {host: '{{host}}?o=12'}
              far:
                workspace: {host: '${bundle.name}'}
            """));

        (await _program.RunAsync("bundle validate -t dev", exitCode: 0, Now)).Output.ShouldContain($"  Host: {host.TrimEnd('/')}\n");
        (await _program.RunAsync("bundle validate -t far", exitCode: 1, Now)).Error
            .ShouldStartWith("Error: workspace.host of the target is not an address: ${bundle.name}\n");
        (await _program.RunAsync("bundle validate -t near", exitCode: 1, Now)).Error.ShouldEndWith(
            "Error: near: no such target. Available targets: dev, far\n");
        _program.Write(TestBundle.Of("bundle: {name: hosts}"));
        (await _program.RunAsync("bundle validate", exitCode: 1, Now)).Error
            .ShouldBe("Error: DATABRICKS_HOST is not set, and neither is workspace.host of the target\nSee --help.\n");
    }

    [Fact]
    public async Task A_target_for_another_workspace_than_that_of_the_shell_is_an_error()
    {
        (await _program.SignInAsync(sandbox)).Write(TestBundle.Of("bundle: {name: hosts}\nworkspace: {host: adb-1.azuredatabricks.net}"));

        (await _program.RunAsync("bundle validate", exitCode: 1, Now)).Output
            .ShouldStartWith(
                $"Error: the target is made for adb-1.azuredatabricks.net, but is deployed to {sandbox.Workspace.Url.ToString().TrimEnd('/')}\n  at workspace.host\n");
    }
}
