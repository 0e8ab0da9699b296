using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Access;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Sandbox.Databricks;

namespace ReleasePortal.Core.Tests.Provisioning.Access;

/// <summary>What the doctor finds in Databricks: who may make what in the metastore, by grant, by group, as owner or
/// as admin of the account.</summary>
public sealed class CatalogAccessTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    MetastoreAccess Metastore => _portal.Sandbox.Account.Access;

    public async ValueTask InitializeAsync()
    {
        _portal = await TestPortal.StartAsync();
        await _portal.ReleaseInDevAsync();
        _portal.Settings["Pipelines:elt:Stages:0:Infrastructure:Catalog"] = "brand_new";
        await _portal.RestartAsync();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Who_is_not_admin_of_the_account_is_told_where_that_is_granted()
    {
        Metastore.IsAccountAdmin = false;

        var missing = (await MissingAsync()).ShouldHaveSingleItem();

        missing.Reason.ShouldBe("The service principal may not ask the Databricks account: it lacks the role Account admin.");
        missing.Remedy.ShouldNotBeNull().ShouldContain("role Account admin");
    }

    [Theory]
    [InlineData("external-locations", "external location el-stdlukdev-bronze", "external location el-stdlukdev-bronze", "BROWSE")]
    [InlineData("storage-credentials", "storage credential sc-stdlukdev", "storage credential sc-stdlukdev", "CREATE EXTERNAL LOCATION")]
    [InlineData("permissions/catalog", "grants brand_new", "catalog brand_new", "MANAGE")]
    public async Task What_may_not_be_seen_is_named_with_what_lets_see_it(string path, string hidden, string on, string privilege)
    {
        _portal.Sandbox.Faults.Add(new()
        {
            StandIn = "dev",
            Method = "GET",
            Path = $"/api/2.1/unity-catalog/{path}/*",
            Status = 403,
            Times = null,
            Body = """{"error_code":"PERMISSION_DENIED","message":"User does not have it."}""",
        });

        var missing = (await MissingAsync()).ShouldHaveSingleItem();
        (await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon)).ShouldBeNull();

        missing.Reason.ShouldBe($"The service principal may not see {hidden}: it neither owns {on} nor has {privilege} on it.");
        missing.Remedy.ShouldNotBeNull()
            .ShouldEndWith($"must be in the workspace; make it the owner of {on}, or grant it {privilege} on it.");
        (await _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, "dev", Soon)).Resources.ShouldContain(
            resource => resource.Reason == missing.Reason);
    }

    /// <summary>As in one that was just made.</summary>
    [Fact]
    public async Task A_workspace_that_does_not_know_the_service_principal_is_told_as_that()
    {
        foreach (var path in (string[])["/api/2.1/unity-catalog/*", "/api/2.0/preview/scim/v2/Me"])
        {
            const string refusal = """{"error_code":"PERMISSION_DENIED","message":"This API is disabled for users without workspace access."}""";
            _portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = path, Status = 403, Times = null, Body = refusal });
        }

        var missing = await MissingAsync();

        missing.Count.ShouldBe(5);
        missing.ShouldAllBe(check => check.Reason!.StartsWith("The service principal is not in the workspace localhost:"));
        missing.ShouldAllBe(check => check.Remedy!.Contains("Settings, Identity and access, Service principals: add "));
    }

    [Fact]
    public async Task What_may_not_be_made_in_the_metastore_is_named()
    {
        Metastore.Grant("somebody else", "CREATE_CATALOG");

        var missing = (await MissingAsync()).ShouldHaveSingleItem();

        missing.Action.ShouldBe("Catalog brand_new");
        missing.Reason.ShouldBe(
            "The service principal lacks CREATE_CATALOG on the metastore, and neither it nor a group of its own owns the metastore.");
    }

    [Fact]
    public async Task A_group_that_owns_the_metastore_or_has_the_grant_is_enough()
    {
        Metastore.Grant("data platform", "CREATE_CATALOG");
        (await MissingAsync()).ShouldHaveSingleItem();

        Metastore.Join("data platform");
        (await MissingAsync()).ShouldBeEmpty();
        Metastore.Grant("data platform");
        (await MissingAsync()).ShouldHaveSingleItem();
        Metastore.Join("metastore-admins");
        (await MissingAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_admin_of_the_account_needs_no_grant_for_storage_credentials()
    {
        Metastore.Grant("somebody else", "CREATE_CATALOG");
        _portal.Settings["Pipelines:elt:Stages:0:StorageAccount"] = "stdlukother";
        await _portal.RestartAsync();

        (await MissingAsync()).Select(check => check.Action.Split(' ')[0]).ShouldBe(["External", "Catalog"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_the_doctor_finds_missing_is_what_the_write_is_refused_for()
    {
        Metastore.Grant("somebody else", "CREATE_CATALOG");

        await _portal.Sandbox.GitHub.PushAsync(
            ReleasePortal.Sandbox.Entra.Everybody.Tom, "Write a note", new Dictionary<string, string?> { ["bundle/docs/note.md"] = "note" },
            Soon);
        await _portal.FindReleaseAsync();
        var refused = await _portal.DeployAsync("dev");
        Metastore.Join("metastore-admins");
        var resumed = await _portal.Get<VerifyAccess>().RunAsync(_portal.Get<StageBlueprints>().Of(_portal.Pipeline.Get("dev")), Soon);

        refused.State.ShouldBe(Core.Deployments.RunState.Errored);
        refused.Reason.ShouldNotBeNull().ShouldContain("Catalog brand_new");
        resumed.ShouldAllBe(check => !check.IsMissing);
    }

    async Task<IReadOnlyList<AccessCheck>> MissingAsync() =>
        [.. (await _portal.Get<VerifyAccess>().RunAsync(_portal.Get<StageBlueprints>().Of(_portal.Pipeline.Get("dev")), Soon)).Where(check => check.IsMissing)];
}
