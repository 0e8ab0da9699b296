using System.Globalization;
using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Tests.Elt;

/// <summary>What must come out of order files, computed from the raw text without any SQL.</summary>
public sealed partial class SampleOrders
{
    static readonly string[] Statuses = ["open", "shipped", "cancelled", "returned"];

    readonly List<Row> _rows = [];

    SampleOrders(IEnumerable<string> files)
    {
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            _rows.AddRange(File.ReadLines(file).Skip(1).Select(line => Row.Parse(Path.GetFileName(file), line)));
        }
    }

    public static string CommittedFolder => Path.Combine(AppContext.BaseDirectory, "bundle", "data", "orders");

    public static SampleOrders In(string folder) => new(Directory.GetFiles(folder));

    public int Bronze => _rows.Count;

    /// <summary>Reason and number of rows, in the order of the reasons.</summary>
    public IReadOnlyList<(string Reason, int Rows)> Quarantine =>
    [
        .. _rows
        .Select(row => row.Fault)
        .OfType<string>()
        .Concat(Enumerable.Repeat("replaced by a later delivery", Valid.Count - Silver.Count))
            .GroupBy(reason => reason, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count())),
    ];

    /// <summary>The last valid state of every order.</summary>
    public IReadOnlyList<Order> Silver =>
    [
        .. Valid.GroupBy(order => order.Id).Select(group => group
            .OrderByDescending(order => order.UpdatedAt)
            .ThenByDescending(order => order.File, StringComparer.Ordinal)
            .ThenByDescending(order => order.Amount)
            .ThenBy(order => order.Status, StringComparer.Ordinal).ThenByDescending(order => order.OrderedOn).First()),
    ];

    public IReadOnlyList<Gold> Gold =>
    [
        .. Silver.GroupBy(order => (Month: new DateOnly(order.OrderedOn.Year, order.OrderedOn.Month, 1), order.Status))
            .OrderBy(group => group.Key.Month).ThenBy(group => group.Key.Status, StringComparer.Ordinal)
            .Select(group => new Gold(
                group.Key.Month, group.Key.Status, group.Count(), group.Sum(order => order.Amount),
                Math.Round(group.Sum(order => order.Amount) / group.Count(), 2, MidpointRounding.AwayFromZero), group
                    .Min(order => order.Amount), group
                    .Max(order => order.Amount))),
    ];

    List<Order> Valid => [.. _rows.Where(row => row.Fault is null).Select(row => row.AsOrder())];

    [GeneratedRegex(@"^(?<year>\d{4})(-(?<month>\d{1,2})(-(?<day>\d{1,2}))?)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex IsoDate();

    public sealed record Order(long Id, string Status, decimal Amount, DateOnly OrderedOn, string UpdatedAt, string File);

    sealed record Row(string File, string Id, string Status, string Amount, string OrderedOn, string UpdatedAt)
    {
        public static Row Parse(string file, string line) => line.Split(',') is [var id, _, _, var status, var amount, var day, var updated]
            ? new(file, id, status.Trim().ToLowerInvariant(), amount, day, updated)
            : throw new FormatException($"'{line}' is not an order.");

        public string? Fault =>
            !long.TryParse(Id, CultureInfo.InvariantCulture, out _) ? "no order number"
            : Cents(Amount) is not { } amount ? "bad amount"
            : amount < 0 ? "negative amount"
            : Day(OrderedOn) is null ? "bad date"
            : !Statuses.Contains(Status, StringComparer.Ordinal) ? "unknown status"
            : null;

        public Order AsOrder() => new(
            long.Parse(Id, CultureInfo.InvariantCulture), Status, Cents(Amount)!.Value, Day(OrderedOn)!.Value, UpdatedAt, File);

        /// <summary>DECIMAL(12, 2): ten digits before the point, two behind it.</summary>
        static decimal? Cents(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            && Math.Round(amount, 2, MidpointRounding.AwayFromZero) is var cents && Math.Abs(cents) < 10_000_000_000m ? cents : null;

        /// <summary>Without its day or month a date is the first one.</summary>
        static DateOnly? Day(string text) => IsoDate().Match(text) is { Success: true, Groups: var parts }
            && DateOnly.TryParse($"{parts["year"]}-{Part(parts["month"])}-{Part(parts["day"])}", CultureInfo.InvariantCulture, out var day)
                ? day
                : null;

        static string Part(Group group) => group.Success ? group.Value.PadLeft(2, '0') : "01";
    }
}

public sealed record Gold(DateOnly Month, string Status, long Orders, decimal Amount, decimal Average, decimal Smallest, decimal Largest);
