using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Core.Tests.Provisioning.Looking;

/// <summary>A look that fails leaves nobody in the dark for long.</summary>
public sealed class FailedLookTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(4, 4, false)]
    [InlineData(6, 6, true)]
    [InlineData(6, 8, true)]
    [InlineData(18, 38, false)]
    [InlineData(24, 46, true)]
    [InlineData(300, 1000, false)]
    [InlineData(361, 9000, true)]
    public async Task It_is_repeated_soon_and_then_after_ever_longer_pauses(int minutesAgo, int failingForMinutes, bool isDue)
    {
        _portal.Sandbox.Faults.Add(
            new() { StandIn = "arm", Path = "/subscriptions/*", Status = 400, Body = """{"error":{"code":"Broken","message":"Not today."}}""" });
        (await CheckAsync("dev")).ShouldNotBeNull().ShouldContain("Not today.");
        (await IsDueAsync("dev")).ShouldBeFalse();

        await _portal.ReadAsync(db => db.ResourceChecks.ExecuteUpdateAsync(
            row => row.SetProperty(check => check.CheckedAt, Ago(minutesAgo))
                .SetProperty(check => check.FailingSince, Ago(failingForMinutes)), Soon));

        (await IsDueAsync("dev")).ShouldBe(isDue);
        (await CheckAsync("dev")).ShouldBeNull();
        (await IsDueAsync("dev")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_pause_grows_also_where_no_look_ever_succeeded()
    {
        _portal.Sandbox.Faults.Add(
            new() { StandIn = "arm", Path = "/subscriptions/*", Status = 400, Times = null, Body = """{"error":{"code":"Broken","message":"Not today."}}""" });
        await CheckAsync("dev");
        var first = await FailingSinceAsync();
        await CheckAsync("dev");

        (await FailingSinceAsync()).ShouldBe(first.ShouldNotBeNull());
        _portal.Sandbox.Faults.Clear();
        await CheckAsync("dev");
        (await FailingSinceAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData("arm", "*/storageAccounts/stdlukdev", "Storage account stdlukdev could not be read: Azure answered 400. Broken: ")]
    [InlineData("arm", "*/storageAccounts/stdlukdev/providers/Microsoft.Authorization/roleAssignments*",
        "Role assignment Storage Blob Data Contributor on stdlukdev for the portal could not be read: Azure answered 400. Broken: ")]
    [InlineData("dev", "*/catalogs/*", "Catalog nanba_dev_bronze could not be read in Databricks: 400 Broken Not today.")]
    public async Task It_says_of_which_resource_by_its_kind_and_name(string standIn, string path, string told)
    {
        var body = standIn is "arm"
            ? """{"error":{"code":"Broken","message":"Not today."}}"""
            : """{"error_code":"Broken","message":"Not today."}""";
        await _portal.ReleaseInDevAsync();
        _portal.Sandbox.Faults.Add(new() { StandIn = standIn, Path = path, Status = 400, Times = null, Body = body });

        var fault = (await CheckAsync("dev")).ShouldNotBeNull();

        fault.ShouldStartWith(told);
        fault.ShouldNotContain("/subscriptions/");
        fault.ShouldNotContain("/api/2");
    }

    [Fact]
    public async Task Azure_that_asks_for_more_patience_than_a_look_has_is_taken_at_its_word_at_once()
    {
        _portal.Sandbox.Faults.Add(
            new() { StandIn = "arm", Path = "*/vaults/kv-dev-dbws", Status = 429, RetryAfterSeconds = 7200, Times = null });

        (await CheckAsync("dev")).ShouldNotBeNull()
            .ShouldEndWith("It asks to be left alone for 02:00:00 (hours:minutes:seconds), which is longer than the portal waits.");

        _portal.Sandbox.Requests.All.Count(request => request.Status == 429).ShouldBe(1);
    }

    [Fact]
    public async Task One_that_gets_no_answer_ends_as_failed()
    {
        _portal.Settings["Provisioning:LookLimit"] = "00:00:01";
        await _portal.RestartAsync();
        _portal.Sandbox.Faults.Add(
            new() { StandIn = "arm", Path = "*/vaults/kv-dev-dbws", Status = 429, RetryAfterSeconds = 100, Times = null });

        (await CheckAsync("dev")).ShouldBe("No answer within 00:00:01 (hours:minutes:seconds).");
    }

    [Fact]
    public async Task A_stage_that_does_not_answer_does_not_keep_the_others_waiting()
    {
        _portal.Sandbox.Faults.Add(new() { StandIn = "arm", Path = "*/vaults/kv-dev-dbws", Hang = true, Times = null });
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Soon);
        var looking = _portal.Get<CheckDueStages>().RunAsync(TestPortal.Elt, enough.Token);

        while (!looking.IsCompleted
            && await _portal.ReadAsync(db => db.ResourceChecks.CountAsync(check => check.PlannedAt != null, Soon)) < 2)
        {
            await Task.Delay(20, Soon);
        }

        looking.IsCompleted.ShouldBeFalse();
        await enough.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => looking);
    }

    static DateTimeOffset? Ago(int minutes) => DateTimeOffset.UtcNow - TimeSpan.FromMinutes(minutes);

    Task<string?> CheckAsync(string stage) => _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, stage, Soon);

    Task<DateTimeOffset?> FailingSinceAsync() =>
        _portal.ReadAsync(db => db.ResourceChecks.Select(check => check.FailingSince).SingleAsync(Soon));

    async Task<bool> IsDueAsync(string stage) =>
        (await _portal.Get<FindDueChecks>().RunAsync(TestPortal.Elt, Soon)).Any(due => due.Name == stage);
}
