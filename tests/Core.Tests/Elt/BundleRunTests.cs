using System.Text.Json.Nodes;
using ReleasePortal.Core.Tests.Bundles;

namespace ReleasePortal.Core.Tests.Elt;

/// <summary>The notebooks of the repository's bundle, run by the sandbox as a job.</summary>
public sealed class BundleRunTests : IAsyncLifetime
{
    const string Tables = "nanba_dev_bronze.default";

    readonly EltWorkspace _dev = new();

    public ValueTask InitializeAsync() => _dev.InitializeAsync();

    public ValueTask DisposeAsync() => _dev.DisposeAsync();

    [Theory]
    [InlineData("dev")]
    [InlineData("test")]
    [InlineData("prod")]
    public void The_bundle_is_valid_for_every_target_without_a_word(string target)
    {
        var validation = TestBundle.Validate(TestBundle.Real(), target);

        validation.IsValid.ShouldBeTrue(validation.Text());
        validation.Text().ShouldBeEmpty();
    }

    [Fact]
    public async Task Gold_equals_to_the_cent_what_the_raw_files_add_up_to()
    {
        var expected = SampleOrders.In(SampleOrders.CommittedFolder);

        var run = await RunBundleAsync();

        ((string?)run["state"]!["result_state"]).ShouldBe("SUCCESS", run.ToString());
        (await _dev.SqlAsync($"SELECT * FROM {Tables}.orders_agg ORDER BY month, status")).Rows
            .Select(
                row => new Gold(
                    (DateOnly)row[0]!, (string)row[1]!, (long)row[2]!, (decimal)row[3]!, (decimal)row[4]!, (decimal)row[5]!,
                    (decimal)row[6]!))
            .ShouldBe(expected.Gold);
        (await _dev.SqlAsync($"SELECT reason, count(*) FROM {Tables}.orders_quarantine GROUP BY reason ORDER BY reason")).Rows
            .Select(row => ((string)row[0]!, (int)(long)row[1]!)).ShouldBe(expected.Quarantine);
        var counts = JsonNode.Parse((string)(await _dev.OutputAsync(run, "check_quality"))["notebook_output"]!["result"]!)!;
        ((int)counts["bronze"]!, (int)counts["silver"]!, (int)counts["gold"]!, (int)counts["quarantined"]!)
            .ShouldBe((expected.Bronze, expected.Silver.Count, expected.Gold.Count, expected.Quarantine.Sum(reason => reason.Rows)));
    }

    [Fact]
    public void The_sample_has_every_fault_that_the_notebooks_know() => SampleOrders.In(SampleOrders.CommittedFolder).Quarantine
        .Select(reason => reason.Reason)
        .ShouldBe(["bad amount", "bad date", "negative amount", "no order number", "replaced by a later delivery", "unknown status"]);

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await RunBundleAsync();
        var before = await _dev.SqlAsync($"SELECT * FROM {Tables}.orders_agg ORDER BY month, status");

        await RunBundleAsync();

        (await _dev.SqlAsync($"SELECT * FROM {Tables}.orders_agg ORDER BY month, status")).Rows.ShouldBe(before.Rows);
        (await _dev.SqlAsync($"SELECT count(*) FROM {Tables}.orders_raw")).Rows[0][0].ShouldBe(
            (long)SampleOrders.In(SampleOrders.CommittedFolder).Bronze);
    }

    [Fact]
    public async Task How_old_the_data_is_can_be_left_out()
    {
        await RunBundleAsync();
        await _dev.SqlAsync($"UPDATE {Tables}.orders_raw SET loaded_at = TIMESTAMP '2026-01-01 00:00:00'");

        var run = await EltBundle.RunAsync(_dev, 0, "check_quality");

        ((string?)run["state"]!["result_state"]).ShouldBe("SUCCESS");
    }

    [Theory]
    [InlineData("DELETE FROM {0}.orders_quarantine WHERE reason = 'bad date'", "Rows do not add up: bronze has 360")]
    [InlineData("UPDATE {0}.orders_agg SET amount = amount + 1 WHERE month = DATE '2026-01-01' AND status = 'open'", "Totals differ: silver adds up to")]
    [InlineData("UPDATE {0}.orders_curated SET status = 'lost' WHERE status = 'open'", "orders in silver have an unknown status, such as lost")]
    [InlineData("UPDATE {0}.orders_curated SET amount = -amount; UPDATE {0}.orders_agg SET amount = -amount", "orders in silver have a negative amount")]
    [InlineData("UPDATE {0}.orders_raw SET loaded_at = TIMESTAMP '2026-01-01 00:00:00'", "hours ago, 36 are allowed")]
    public async Task The_checks_name_what_cannot_be_right(string damage, string message)
    {
        await RunBundleAsync();
        await _dev.SqlAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, damage, Tables));

        var run = await RunBundleAsync("check_quality");

        ((string?)run["state"]!["result_state"]).ShouldBe("FAILED");
        ((string?)(await _dev.OutputAsync(run, "check_quality"))["error"]).ShouldNotBeNull().ShouldContain(message);
    }

    [Fact]
    public async Task Before_the_first_load_only_checks_that_do_not_ask_for_its_age_find_nothing_wrong()
    {
        var run = await EltBundle.RunAsync(_dev, 0, "bootstrap", "check_quality");
        var asking = await RunBundleAsync("bootstrap", "check_quality");

        ((string?)run["state"]!["result_state"]).ShouldBe("SUCCESS", run.ToString());
        ((string?)(await _dev.OutputAsync(asking, "check_quality"))["error"]).ShouldNotBeNull()
            .ShouldContain("No orders were loaded: bronze is empty");
        ((string?)run["tasks"]!.AsArray().Single(task => (string)task!["task_key"]! == "ingest_orders")!["state"]!["result_state"])
            .ShouldBe("EXCLUDED");
    }

    Task<JsonObject> RunBundleAsync(params string[] only) => EltBundle.RunAsync(_dev, 36, only);
}
