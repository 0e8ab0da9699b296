using System.Globalization;
using System.Text.Json;

namespace ReleasePortal.Core.Tests.Elt;

/// <summary>
/// The cases that the bundle's own tests run on Spark (bundle/tests/cases.json), here on the sandbox's engine. What a case expects is
/// computed from its rows without any SQL too, so that neither engine nor file is believed alone.
/// </summary>
public sealed class SharedCaseTests : IAsyncLifetime
{
    const string Use = "USE CATALOG nanba_dev_bronze; USE SCHEMA default; ";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    static readonly Cases All = JsonSerializer.Deserialize<Cases>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "bundle", "tests", "cases.json")), Json)!;

    readonly EltWorkspace _dev = new();
    readonly string _folder = Directory.CreateTempSubdirectory("elt-case-").FullName;

    public static TheoryData<string> Transformations => [.. All.Transformations.Select(item => item.Name)];

    public static TheoryData<string> Damages => [.. All.Damages.Select(item => item.Message)];

    public ValueTask InitializeAsync() => _dev.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _dev.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Transformations))]
    public async Task The_tables_hold_what_the_case_says(string name)
    {
        var wanted = All.Transformations.Single(item => item.Name == name);
        await DeliverAsync(wanted.Orders);

        var run = await EltBundle.RunAsync(_dev, wanted.Orders.Count > 0 ? 36 : 0, "curate_orders", "aggregate_orders", "check_quality");

        ((string?)run["state"]!["result_state"]).ShouldBe("SUCCESS", run.ToString());
        var silver = await RowsAsync("SELECT order_id, status, amount, ordered_on FROM orders_curated ORDER BY order_id");
        var quarantine = await RowsAsync("SELECT reason, count(*) FROM orders_quarantine GROUP BY reason ORDER BY reason");
        var gold = await RowsAsync(
            "SELECT month, status, orders, amount, average, smallest, largest FROM orders_agg ORDER BY month, status");
        (silver, quarantine, gold).ShouldSatisfyAllConditions(
            () => silver.ShouldBe(wanted.Silver),
            () => quarantine.ShouldBe(wanted.Quarantine),
            () => gold.ShouldBe(wanted.Gold));
        var computed = SampleOrders.In(_folder);
        silver.ShouldBe(
            computed.Silver.OrderBy(order => order.Id).Select(order => Line(order.Id, order.Status, order.Amount, order.OrderedOn)));
        quarantine.ShouldBe(computed.Quarantine.Select(reason => Line(reason.Reason, reason.Rows)));
        gold.ShouldBe(
            computed.Gold.Select(row => Line(row.Month, row.Status, row.Orders, row.Amount, row.Average, row.Smallest, row.Largest)));
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task The_checks_name_what_cannot_be_right(string message)
    {
        await DeliverAsync(
            [["1", "open", "5.02", "2026-01-05", "2026-01-05 12:00:00"], ["2", "lost", "1.00", "2026-01-05", "2026-01-05 12:00:00"]]);
        await EltBundle.RunAsync(_dev, 36, "curate_orders", "aggregate_orders");
        await _dev.SqlAsync(Use + string.Join(';', All.Damages.Single(item => item.Message == message).Statements));

        var run = await EltBundle.RunAsync(_dev, 36, "check_quality");

        ((string?)(await _dev.OutputAsync(run, "check_quality"))["error"]).ShouldNotBeNull().ShouldContain(message);
    }

    /// <summary>Puts the rows into bronze and, for those who compute by themselves, into a file.</summary>
    async Task DeliverAsync(IReadOnlyList<IReadOnlyList<string>> orders)
    {
        await EltBundle.RunAsync(_dev, 36, "bootstrap");
        await File.WriteAllLinesAsync(
            Path.Combine(_folder, "orders.csv"),
            orders.Select(row => $"{row[0]},501,gb,{row[1]},{row[2]},{row[3]},{row[4]}").Prepend("header"),
            TestContext.Current.CancellationToken);
        if (orders.Count > 0)
        {
            var rows = orders.Select(
                row => $"('{row[0]}', '501', 'gb', '{row[1]}', '{row[2]}', '{row[3]}', '{row[4]}', 'orders.csv', current_timestamp())");
            await _dev.SqlAsync($"{Use}INSERT INTO orders_raw VALUES {string.Join(", ", rows)}");
        }
    }

    async Task<IReadOnlyList<string>> RowsAsync(string sql) => [.. (await _dev.SqlAsync(Use + sql)).Rows.Select(row => Line([.. row]))];

    static string Line(params object?[] fields) => string.Join(' ', fields.Select(field => field switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("0.00", CultureInfo.InvariantCulture),
        _ => Convert.ToString(field, CultureInfo.InvariantCulture),
    }));

    sealed record Cases(IReadOnlyList<Transformation> Transformations, IReadOnlyList<Damage> Damages);

    sealed record Transformation(
        string Name, IReadOnlyList<IReadOnlyList<string>> Orders, IReadOnlyList<string> Silver, IReadOnlyList<string> Quarantine,
        IReadOnlyList<string> Gold);

    sealed record Damage(IReadOnlyList<string> Statements, string Message);
}
