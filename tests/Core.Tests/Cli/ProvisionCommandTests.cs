using System.Diagnostics;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Faults;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests.Cli;

/// <summary><c>provision plan | apply | doctor</c> against the sandbox, with the settings that its portal gets.</summary>
public sealed class ProvisionCommandTests : IAsyncLifetime
{
    const int Interrupted = 130;
    const int Killed = 137;

    readonly CommandLineProgram _program = new();
    SandboxHost _sandbox = null!;

    static CancellationToken Now => TestContext.Current.CancellationToken;

    string Unfinished => Path.Combine(_program.Folder, ".release-portal", "elt-dev.json");

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(new() { ArmDuration = TimeSpan.FromMilliseconds(200) }, Now);
        Write(
            "portal.env",
            string.Concat(
                _sandbox.PortalSettings(new("http://localhost:5080"))
                    .Select(setting => $"{setting.Key.Replace(":", "__", StringComparison.Ordinal)}={setting.Value}\n")));
    }

    public async ValueTask DisposeAsync()
    {
        await _sandbox.DisposeAsync();
        _program.Dispose();
    }

    [Fact]
    public async Task Plan_and_apply_are_one_life()
    {
        var plan = await RunAsync("plan -s dev", exitCode: 0);
        plan.Output.ShouldStartWith("Stage dev of elt\n\ncreate     Resource group nanba-github\n             location: uksouth\n");
        plan.Output.ShouldContain("\n             Warning: The clusters may have no way to storage account stdlukdev. They live in a network that ");
        plan.Output.ShouldMatch("Plan: \\d+ to create, 0 to change, 0 unchanged\nDigest: [0-9a-f]{64}\n$");
        (await RunAsync("apply -s dev", exitCode: 1)).Error.ShouldContain("pass --auto-approve");
        Writes().ShouldBe(0);

        var applied = await RunAsync("apply -s dev --auto-approve", exitCode: 0);

        // The sandbox's workspace has its catalog and schema from the start.
        applied.Output.ShouldMatch("^Done: \\d+ created, 0 changed, 2 left as they were\n$");
        applied.Error.ShouldSatisfyAllConditions(
            text => text.ShouldContain("Creating Storage account stdlukdev"),
            text => text.ShouldContain("Storage account stdlukdev: Azure carries it out; waiting"),
            text => text.ShouldContain("Storage account stdlukdev is ready after"));
        File.Exists(Unfinished).ShouldBeFalse();
        var writes = Writes();
        (await RunAsync("apply -s dev", exitCode: 0)).Output.ShouldStartWith("Done: 0 created, 0 changed, ");
        Writes().ShouldBe(writes);
    }

    [Fact]
    public async Task A_plan_as_JSON_has_a_digest_that_can_be_applied_and_no_other()
    {
        await RunAsync("apply -s dev --auto-approve", exitCode: 0);
        ChangeByHand();

        var plan = JsonNode.Parse((await RunAsync("plan -s dev -o json", exitCode: 0)).Output)!;
        var other = await RunAsync($"apply -s dev --plan-digest {new string('0', 64)}", exitCode: 1);
        var applied = await RunAsync($"apply -s dev -o json --plan-digest {plan["digest"]}", exitCode: 0);

        var account = plan["resources"]!.AsArray().Single(resource => (string?)resource!["action"] == "Update")!;
        account["changes"]!.ToJsonString().ShouldBe("""[{"path":"properties.minimumTlsVersion","old":"TLS1_0","new":"TLS1_2"}]""");
        other.Error.ShouldContain("Error: The plan is another than the one of --plan-digest; nothing was changed.");
        ((string?)JsonNode.Parse(applied.Output)!["written"]!.AsArray().ShouldHaveSingleItem()!["name"]).ShouldBe("stdlukdev");
        (await RunAsync("plan -s dev", exitCode: 0)).Output.ShouldContain("unchanged  Storage account stdlukdev");
    }

    [Fact]
    public async Task Fields_that_differ_are_shown_with_both_values()
    {
        await RunAsync("apply -s dev --auto-approve", exitCode: 0);
        ChangeByHand();

        (await RunAsync("plan -s dev", exitCode: 0)).Output
            .ShouldContain("\nchange     Storage account stdlukdev\n             properties.minimumTlsVersion: TLS1_0 -> TLS1_2\n");
    }

    [Fact]
    public async Task A_missing_permission_stops_plan_and_apply_and_the_doctor_tells_the_remedy()
    {
        var scope = $"/subscriptions/{_sandbox.Entra.Tenant.SubscriptionId}";
        var doctorBefore = await RunAsync("doctor -s dev", exitCode: 0);
        doctorBefore.Output.ShouldContain("\nunknown  The clusters may have no way to storage account stdlukdev: They live in ");
        doctorBefore.Output.ShouldEndWith("\nNothing is known to be missing; 7 of what is needed could not be looked up.\n");
        _sandbox.Arm.Access.Deny("Microsoft.KeyVault/vaults/write");

        (await RunAsync("plan -s dev", exitCode: 1)).Output.ShouldContain(
            $"blocked!   Key vault kv-dev-dbws\n             The service principal lacks the permission 'Microsoft.KeyVault/vaults/write' on '{scope}'.\n");
        (await RunAsync("apply -s dev --auto-approve", exitCode: 1)).Error.ShouldContain("nothing was changed");
        var doctor = await RunAsync("doctor -s dev", exitCode: 1);
        var asJson = JsonNode.Parse((await RunAsync("doctor -s dev -o json", exitCode: 1)).Output)!.AsArray();

        Writes().ShouldBe(0);
        doctor.Output.ShouldContain(
            $"Missing on {scope}:\n  Microsoft.KeyVault/vaults/write\n  Remedy: az role assignment create --assignee-object-id ");
        asJson.Where(check => (string?)check!["state"] == "Missing")
            .ShouldHaveSingleItem()!["action"]!.GetValue<string>()
            .ShouldBe("Microsoft.KeyVault/vaults/write");
    }

    [Fact]
    public async Task The_address_of_another_workspace_stops_the_plan_and_the_doctor_tells_it()
    {
        await RunAsync("apply -s dev --auto-approve", exitCode: 0);
        var (dev, test) = (Url("dev"), Url("test"));
        _program.With("Pipelines__elt__Stages__0__WorkspaceUrl", test).With("Pipelines__elt__Stages__1__WorkspaceUrl", dev);
        _sandbox.Requests.Clear();

        var plan = await RunAsync("plan -s dev", exitCode: 1);
        var doctor = await RunAsync("doctor -s dev", exitCode: 1);

        var sentence = $"Azure says that the address of databricks-uksouth-dev is {dev}, but WorkspaceUrl is {test}, "
            + $"so nothing is asked or changed there. Set WorkspaceUrl to {dev}, and request this again.";
        plan.Output.ShouldContain($"blocked!   Workspace databricks-uksouth-dev\n             {sentence}\n");
        plan.Output.ShouldContain($"unknown    Catalog nanba_dev_bronze\n             {sentence}\n");
        doctor.Output.ShouldContain($"MISSING  WorkspaceUrl: {sentence}\ngranted  Metastore link databricks-uksouth-dev\n");
        doctor.Output.ShouldContain("unknown  Catalog nanba_dev_bronze: WorkspaceUrl is not the address of the workspace.\n");
        doctor.Output.ShouldContain("\n  WorkspaceUrl\n  Remedy: Set it to the address that Azure says.\n");
        _sandbox.Requests.All.ShouldNotContain(request => request.StandIn == "dev" || request.StandIn == "test");

        string Url(string stage) => _sandbox.Uris.Workspaces[stage].ToString().TrimEnd('/');
    }

    [Fact]
    public async Task Wrong_settings_are_all_told_before_anybody_is_asked()
    {
        Write(
            "more.json",
            """{ "Pipelines": { "elt": { "Stages": [ { "Region": "uk", "KeyVault": "kv" } ] } } } // the rest stands in portal.env""");
        _program.With("Pipelines__elt__Stages__1__Infrastructure__AddressSpace", "10.20.0.0/16");
        _program.With("Azure__InstanceDiscovery", "perhaps");
        _program.With("Azure__ClientSecrt", "s3cr3t-v4lue");
        _sandbox.Requests.Clear();

        var wrong = await RunAsync("plan -s dev", exitCode: 1, "more.json");

        wrong.Error.ShouldSatisfyAllConditions(
            text => text.ShouldContain("  Azure:InstanceDiscovery: 'perhaps' is not true or false."),
            text => text.ShouldContain("  Azure:ClientSecrt: is no setting; is ClientSecret meant?"),
            text => text.ShouldNotContain("s3cr3t-v4lue"),
            text => text.ShouldContain("  Pipelines:elt:Stages:0:Region: 'uk' is not"),
            text => text.ShouldContain("  Pipelines:elt:Stages:0:KeyVault: 'kv' is not"),
            text => text.ShouldContain(
                "  Pipelines:elt:Stages:1:Infrastructure:AddressSpace: '10.20.0.0/16' overlaps the network of Pipelines:elt:Stages:0"));
        _sandbox.Requests.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("plan", "Error: --stage needs to be given")]
    [InlineData("plan -s uat", "Error: pipeline elt has no stage uat; it has dev, test, prod")]
    [InlineData("plan -s dev -p other", "Error: there is no pipeline other; there are elt")]
    [InlineData("explode -s dev", "Error: unknown command: provision explode")]
    [InlineData("plan -s dev --force", "Error: unknown argument: --force")]
    [InlineData("plan -s dev --settings none.json", "Error: --settings ")]
    [InlineData("plan -s dev --auto-approve", "Error: unknown argument: --auto-approve")]
    [InlineData("doctor -s dev --plan-digest 1", "Error: unknown argument: --plan-digest")]
    public async Task A_wrong_call_is_said_in_a_sentence(string arguments, string words) =>
        (await RunAsync(arguments, exitCode: 1)).Error.ShouldStartWith(words);

    [Fact]
    public async Task Without_a_verb_it_tells_what_there_is() =>
        (await RunAsync("", exitCode: 0)).Output.ShouldStartWith("provision: what a stage stands on");

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task A_call_that_was_ended_is_finished_by_the_next_one(string signal)
    {
        var digest = $"{JsonNode.Parse((await RunAsync("plan -s dev -o json", exitCode: 0)).Output)!["digest"]}";
        _sandbox.Requests.Clear();
        _sandbox.Faults.Add(
            new() { StandIn = "arm", Path = "*/locations/*peration*", Hang = true, Times = null, When = FaultMoment.After });
        using (var process = _program.Start($"provision apply -s dev --plan-digest {digest} --settings portal.env"))
        {
            while (!process.HasExited && _sandbox.Faults.Strikes < 3)
            {
                await Task.Delay(10, Now);
            }

            (await RunAsync("apply -s dev --auto-approve", exitCode: 1)).Error
                .ShouldContain("Stage dev of elt: another call of provision apply is at it");
            using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
            var told = await process.StandardError.ReadToEndAsync(Now);
            await process.WaitForExitAsync(Now);
            process.ExitCode.ShouldBe(signal is "KILL" ? Killed : Interrupted, told);
            told.Contains("Interrupted.", StringComparison.Ordinal).ShouldBe(signal is not "KILL");
        }

        _sandbox.Faults.Clear();
        File.ReadAllText(Unfinished).ShouldContain("perations/");
        (await RunAsync($"apply -s dev --plan-digest {digest}", exitCode: 0)).Error.ShouldContain("Azure was still working on ");

        (await RunAsync("plan -s dev", exitCode: 0)).Output.ShouldContain("Plan: 0 to create, 0 to change, ");
        _sandbox.Requests.All.Where(request => request is { Method: "PUT", Status: 201 or 202 })
            .GroupBy(request => request.Path, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).ShouldBeEmpty();
        File.Exists(Unfinished).ShouldBeFalse();
    }

    void ChangeByHand()
    {
        var (id, body) = _sandbox.Arm.Resources.Single(
            resource => resource.Key.EndsWith("/storageAccounts/stdlukdev", StringComparison.Ordinal));
        var changed = body.DeepClone().AsObject();
        changed["properties"]!["minimumTlsVersion"] = "TLS1_0";
        _sandbox.Arm.Put(id, changed);
    }

    int Writes() => _sandbox.Requests.All.Count(request => request.Method is "PUT" or "PATCH");

    void Write(string name, string text) => File.WriteAllText(Path.Combine(_program.Folder, name), text);

    async Task<CommandLineResult> RunAsync(string arguments, int exitCode, string settings = "portal.env")
    {
        var result = await _program.RunAsync($"provision {arguments} --settings portal.env --settings {settings}", Now);
        result.ExitCode.ShouldBe(exitCode, result.Output + result.Error);
        return result;
    }
}
