using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests.Sandbox;

public sealed class HostTests
{
    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_the_way_out()
    {
        await using var first = await SandboxHost.StartAsync(new SandboxOptions(), Soon);

        var refusal = await Should.ThrowAsync<PortInUseException>(() => SandboxHost.StartAsync(
            new SandboxOptions { Ports = SandboxPorts.Free with { GitHub = first.Uris.GitHub.Port } }, Soon));

        refusal.Message.ShouldContain($"{first.Uris.GitHub.Port}");
        refusal.Message.ShouldContain("--port");
    }

    [Fact]
    public async Task What_is_kept_in_a_folder_survives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("kept-").FullName;
        var options = new SandboxOptions { StateFolder = folder };
        string head;
        string certificate;
        await using (var first = await SandboxHost.StartAsync(options, Soon))
        {
            head = await first.GitHub.PushAsync(Everybody.Tom, "Stay", new Dictionary<string, string?> { ["a.txt"] = "a" }, Soon);
            first.Arm.Put($"/subscriptions/{first.Entra.Tenant.SubscriptionId}/resourceGroups/Kept", new() { ["location"] = "uksouth" });
            certificate = await File.ReadAllTextAsync(first.CertificateFile, Soon);
        }

        await using var second = await SandboxHost.StartAsync(options, Soon);

        second.GitHub.Head.ShouldBe(head);
        second.Arm.Resources.ContainsKey($"/subscriptions/{second.Entra.Tenant.SubscriptionId}/resourcegroups/kept").ShouldBeTrue();
        (await File.ReadAllTextAsync(second.CertificateFile, Soon)).ShouldBe(certificate);
        Directory.GetFiles(folder).ShouldContain(file => file.EndsWith("databricks-dev.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_name_every_stage_and_no_address_of_the_real_services()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions(), Soon);

        var settings = sandbox.PortalSettings(new Uri("http://localhost:5080/"));

        settings["Pipelines:elt:Stages:2:Name"].ShouldBe("prod");
        settings["Pipelines:elt:Stages:2:ApprovalsNeeded"].ShouldBe("2");
        settings["GitHub:ApiUrl"].ShouldBe(sandbox.Uris.GitHubApi.ToString());
        settings.Values.ShouldAllBe(value => value == null || !value.Contains("microsoftonline", StringComparison.Ordinal));
    }
}
