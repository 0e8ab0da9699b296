using System.Diagnostics;
using ReleasePortal.Portal.Shell;

namespace ReleasePortal.Portal.Tests.Background;

/// <summary>The portal's own process, started by somebody who has not finished reading docs/setup.md.</summary>
public sealed class WrongSettingsTests
{
    [Fact]
    public async Task Every_missing_or_wrong_setting_is_named_at_once_and_the_portal_does_not_start()
    {
        var (code, errors) = await StartAsync(new()
        {
            ["GitHub__PollInterval"] = "-00:00:01",
            ["Deployments__PortalUrl"] = "releases",
            ["Trust__CertificateFile"] = "/no/such/file.pem",
            ["Pipelines__elt__Stages__1__ApprovalsNeeded"] = "-1",
        });

        code.ShouldBe(1);
        errors.ShouldStartWith("The portal cannot start:");
        string[] keys =
        [
            "AzureAd:TenantId", "AzureAd:ClientId", "AzureAd:ClientSecret",
            "GitHub:Token", "GitHub:PollInterval",
            "Azure:SubscriptionId", "Azure:TenantId", "Azure:ClientId", "Azure:ClientSecret",
            "Deployments:PortalUrl", "Trust:CertificateFile",
            "Pipelines:elt:Stages:0:WorkspaceUrl", "Pipelines:elt:Stages:1:WorkspaceUrl", "Pipelines:elt:Stages:2:WorkspaceUrl",
            "Pipelines:elt:Stages:1:ApprovalsNeeded",
        ];
        keys.ShouldAllBe(key => errors.Contains(key));
        errors.ShouldNotContain("   at ");
    }

    static async Task<(int Code, string Errors)> StartAsync(Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet",
            [typeof(App).Assembly.Location])
        { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        start.WorkingDirectory = AppContext.BaseDirectory;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        using var portal = Process.Start(start)!;
        var output = portal.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await portal.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await portal.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (portal.ExitCode, errors);
    }
}
