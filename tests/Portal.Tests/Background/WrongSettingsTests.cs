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
            ["GitHub__PollInterval"] = "abc",
            ["GITHUB__WEBHOOKSECRET__VALUE"] = "s3cr3t-v4lue",
            ["Provisioning__CheckInterval"] = "00:00:10",
            ["Azure__Subscription"] = "s3cr3t-v4lue",
            ["AzureAd__RequireHttpsMetadata"] = "perhaps",
            ["AzureAd__CallbackPath"] = "/back",
            ["Deployments__PortalUrl"] = "releases",
            ["ConnectionStrings__Portal"] = "Data Source=",
            ["Trust__CertificateFile"] = "/no/such/file.pem",
            ["Pipelines__elt__RequireChecks"] = "maybe",
            ["Pipelines__elt__Stages__1__ApprovalsNeeded"] = "-1",
        });

        code.ShouldBe(1);
        errors.ShouldStartWith("The portal cannot start:");
        string[] keys =
        [
            "AzureAd:TenantId", "AzureAd:ClientId", "AzureAd:ClientSecret", "AzureAd:RequireHttpsMetadata: 'perhaps' is not true or false.",
            "GitHub:Token", "GitHub:PollInterval: 'abc' is not a duration like 00:00:30", "GitHub:WEBHOOKSECRET:VALUE: is no setting; ",
            "Azure:SubscriptionId", "Azure:TenantId", "Azure:ClientId", "Azure:ClientSecret",
            "Azure:Subscription: is no setting; is SubscriptionId meant?",
            "Deployments:PortalUrl", "Trust:CertificateFile", "ConnectionStrings:Portal: names no file",
            "Provisioning:CheckInterval: must be between 00:01:00 and 30.00:00:00, not 00:00:10.", "Pipelines:elt:RequireChecks: 'maybe' is not",
            "Pipelines:elt:Stages:0:WorkspaceUrl", "Pipelines:elt:Stages:1:WorkspaceUrl", "Pipelines:elt:Stages:2:WorkspaceUrl",
            "Pipelines:elt:Stages:1:ApprovalsNeeded",
        ];
        keys.ShouldAllBe(key => errors.Contains(key));
        errors.ShouldNotContain("s3cr3t-v4lue");
        errors.ShouldNotContain("AzureAd:CallbackPath");
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
