using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.GitHub;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Settings;

namespace ReleasePortal.Core.Tests.Settings;

/// <summary>The sections of Core as the portal reads them, each with something wrong.</summary>
public sealed class SettingFaultsTests
{
    const string Id = "5f3c8f1e-0000-0000-0000-000000000001";
    const string Hidden = "s3cr3t-v4lue";

    [Fact]
    public void Good_settings_have_no_fault() => FaultsOf().ShouldBeEmpty();

    [Fact]
    public void A_value_of_the_wrong_type_hides_no_fault_of_any_section() => FaultsOf(
        ("Azure:InstanceDiscovery", "perhaps"),
        ("Azure:ManagementUrl", "x"),
        ("Azure:TenantId", "nanba"),
        ("GitHub:PollInterval", "abc"),
        ("GitHub:Token", null),
        ("Provisioning:CheckInterval", "abc"),
        ("Provisioning:LookLimit", "02:00:00"),
        ("Deployments:PortalUrl", "releases"),
        ("Deployments:StepLimit", "90"),
        ("Trust:CertificateFile", "/no/such/file.pem"),
        ("Databricks:AccountUrl", "nowhere"),
        ("ConnectionStrings:Portal", "Data Source=/no/such/folder/portal.db"),
        ("Pipelines:elt:RequireChecks", "maybe"),
        ("Pipelines:elt:Stages:0:Checks", "7"),
        ("Pipelines:elt:Stages:0:Region", "uk")).Select(fault => fault.Replace(Path.DirectorySeparatorChar, '/')).ShouldBe(
        [
            "Azure:InstanceDiscovery: 'perhaps' is not true or false.",
            "Azure:ManagementUrl: 'x' is not a whole address like https://example.com.",
            "Azure:TenantId: is not an id like 00000000-0000-0000-0000-000000000000.",
            "GitHub:PollInterval: 'abc' is not a duration like 00:00:30 or 15.00:00:00 (days.hours:minutes:seconds).",
            "GitHub:Token: set a token, or GitHub:App:Id, GitHub:App:InstallationId and GitHub:App:PrivateKeyFile.",
            "Provisioning:CheckInterval: 'abc' is not a duration like 00:00:30 or 15.00:00:00 (days.hours:minutes:seconds).",
            "Provisioning:LookLimit: must be between 00:00:01 and 01:00:00, not 02:00:00.",
            "Deployments:PortalUrl: 'releases' is not a whole address like https://example.com.",
            "Deployments:StepLimit: must be between 00:00:01 and 1.00:00:00, not 90.00:00:00.",
            "Trust:CertificateFile: '/no/such/file.pem' cannot be read as PEM certificates: Could not find a part of the path '/no/such/file.pem'.",
            "Databricks:AccountUrl: 'nowhere' is not a whole address like https://example.com.",
            "ConnectionStrings:Portal: the folder of '/no/such/folder/portal.db' does not exist.",
            "Pipelines:elt:RequireChecks: 'maybe' is not true or false.",
            "Pipelines:elt:Stages:0:Checks: '7' is not WholeJob or ChecksOnly or None.",
            "Pipelines:elt:Stages:0:Region: 'uk' is not the short name of a region, like uksouth.",
        ], ignoreOrder: true);

    [Theory]
    [InlineData("Provisioning:CheckIntervall", "is no setting; is CheckInterval meant?")]
    [InlineData("Azure:managementurls", "is no setting; is ManagementUrl meant?")]
    [InlineData("GitHub:App:InstalationId", "is no setting; is InstallationId meant?")]
    [InlineData("GitHub:PolIntreval", "is no setting; is PollInterval meant?")]
    [InlineData("Trust:Roots", "is no setting; it may be misspelt.")]
    [InlineData("Deployments:Url", "is no setting; it may be misspelt.")]
    [InlineData("ConnectionStrings:Portl", "is no setting; is Portal meant?")]
    [InlineData("Azure:ClientSecret:Value", "is no setting; Azure:ClientSecret is one value.")]
    [InlineData("GitHub:App", "is a group of settings, and not one value: write App:<name>.")]
    public void A_key_that_nobody_reads_is_told_with_the_one_that_is_near_and_without_its_value(string key, string words)
    {
        var faults = FaultsOf((key, Hidden));

        faults.ShouldContain($"{key}: {words}");
        faults.ShouldAllBe(fault => !fault.Contains(Hidden));
    }

    [Theory]
    [InlineData("Pipeline:elt:Branch", "Pipeline: is no section of settings; is Pipelines meant?")]
    [InlineData("Gihtub:Token", "Gihtub: is no section of settings; is GitHub meant?")]
    public void A_section_that_is_nearly_one_of_ours_is_told(string key, string fault) => FaultsOf((key, Hidden)).ShouldBe([fault]);

    [Theory]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("AzureAd:CallbackPath")]
    [InlineData("Kestrel:Endpoints:Http:Url")]
    [InlineData("ConnectionStrings:Reports")]
    [InlineData("AllowedHosts")]
    [InlineData("AZURE")]
    [InlineData("GITHUB")]
    [InlineData("PATH")]
    public void What_belongs_to_others_is_left_alone(string key) => FaultsOf((key, "theirs")).ShouldBeEmpty();

    [Theory]
    [InlineData("Azure:ClientSecret", "")]
    [InlineData("Azure:ClientId", Hidden)]
    [InlineData("Azure:ClientCertificateFile", Hidden)]
    [InlineData("GitHub:App:PrivateKeyFile", $"-----BEGIN RSA PRIVATE KEY-----\n{Hidden}")]
    [InlineData("ConnectionStrings:Portal", $"Data Sourc=portal.db;Password={Hidden}")]
    public void A_wrong_secret_or_one_in_its_neighbours_place_is_never_printed(string key, string value)
    {
        var faults = FaultsOf((key, value));

        faults.ShouldContain(fault => fault.StartsWith($"{key}: ", StringComparison.Ordinal) || fault.StartsWith($"{key}, ", StringComparison.Ordinal));
        faults.ShouldAllBe(fault => !fault.Contains(Hidden));
    }

    [Fact]
    public void An_empty_value_is_none_unless_it_says_something()
    {
        using var services = With(("GITHUB:POLLINTERVAL", ""), ("GitHub:WebUrl", ""), ("Pipelines:elt:BundleFolder", ""), ("Pipelines:elt:CheckParameters:day", ""));

        SettingFaults.Of(services.GetRequiredService<IStartupValidator>()).ShouldBeEmpty();
        var github = services.GetRequiredService<IOptions<GitHubOptions>>().Value;
        var elt = services.GetRequiredService<PipelineCatalog>().Get("elt");
        github.ShouldSatisfyAllConditions(
            options => options.PollInterval.ShouldBe(TimeSpan.FromSeconds(30)),
            options => options.WebUrl.Host.ShouldBe("github.com"));
        elt.ShouldSatisfyAllConditions(
            pipeline => pipeline.BundleFolder.ShouldBeEmpty(),
            pipeline => pipeline.CheckParameters["day"].ShouldBeEmpty());
    }

    [Fact]
    public void Keys_may_have_other_letters_than_ours()
    {
        using var services = With(("deployments:leaseduration", "00:00:20"));

        SettingFaults.Of(services.GetRequiredService<IStartupValidator>()).ShouldBeEmpty();
        services.GetRequiredService<IOptions<DeploymentOptions>>().Value.LeaseDuration.ShouldBe(TimeSpan.FromSeconds(20));
    }

    static IReadOnlyList<string> FaultsOf(params (string Key, string? Value)[] changes)
    {
        using var services = With(changes);
        return SettingFaults.Of(services.GetRequiredService<IStartupValidator>());
    }

    static ServiceProvider With(params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Azure:SubscriptionId"] = Id,
            ["Azure:TenantId"] = Id,
            ["Azure:ClientId"] = Id,
            ["Azure:ClientSecret"] = Hidden,
            ["GitHub:Token"] = Hidden,
            ["Pipelines:elt:Bundle"] = "nanba",
            ["Pipelines:elt:Repository"] = "nanba/nanba",
            ["Pipelines:elt:Stages:0:Name"] = "dev",
            ["Pipelines:elt:Stages:0:WorkspaceUrl"] = "https://adb-dev.azuredatabricks.net",
            ["Pipelines:elt:Stages:0:WorkspaceName"] = "databricks-dev",
            ["Pipelines:elt:Stages:0:Region"] = "uksouth",
            ["Pipelines:elt:Stages:0:ResourceGroup"] = "nanba-github",
            ["Pipelines:elt:Stages:0:StorageAccount"] = "stdlukdev",
            ["Pipelines:elt:Stages:0:Container"] = "bronze",
            ["Pipelines:elt:Stages:0:ApprovalsNeeded"] = "0",
            ["Pipelines:elt:Stages:0:Infrastructure:AllowedRanges:0"] = "203.0.113.7",
        };
        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddCore(configuration).BuildServiceProvider();
    }
}
