namespace ReleasePortal.Core.Tests.Elt.Spark;

/// <summary>
/// Days and moments. Intervals: a DATE stays one with years, months, weeks and days, and becomes a TIMESTAMP with hours and less,
/// https://docs.databricks.com/aws/en/sql/language-manual/functions/plussign.
/// </summary>
public sealed class DateTests(EltWorkspace dev) : IClassFixture<EltWorkspace>
{
    [Theory]
    [InlineData("DATE '2026-01-31' + INTERVAL 1 MONTH", "date 2026-02-28")]
    [InlineData("INTERVAL '1' YEAR + DATE '2024-02-29'", "date 2025-02-28")]
    [InlineData("DATE '2026-01-31' - INTERVAL '1 day'", "date 2026-01-30")]
    [InlineData("DATE '2026-01-31' - INTERVAL 2 WEEKS", "date 2026-01-17")]
    [InlineData("DATE '2026-01-31' + INTERVAL -1 DAY", "date 2026-01-30")]
    [InlineData("DATE '2026-01-31' + INTERVAL 2 HOURS", "timestamp 2026-01-31 02:00:00")]
    [InlineData("TIMESTAMP '2026-01-31 10:00:00' + INTERVAL 1 MONTH", "timestamp 2026-02-28 10:00:00")]
    [InlineData("TIMESTAMP '2026-01-31 10:00:00' - INTERVAL 90 MINUTES", "timestamp 2026-01-31 08:30:00")]
    [InlineData("DATE '2026-01-31' + 1", "date 2026-02-01")]
    [InlineData("DATE '2026-01-31' - 31", "date 2025-12-31")]
    [InlineData("date_trunc('MONTH', DATE '2026-01-31')", "timestamp 2026-01-01 00:00:00")]
    [InlineData("date_trunc('week', TIMESTAMP '2026-11-22 10:00:00')", "timestamp 2026-11-16 00:00:00")]
    [InlineData("date_trunc('HOUR', TIMESTAMP '2026-11-22 10:11:12')", "timestamp 2026-11-22 10:00:00")]
    [InlineData("trunc('2026-05-20', 'QUARTER')", "date 2026-04-01")]
    [InlineData("date_add('2026-02-28', 1)", "date 2026-03-01")]
    [InlineData("date_sub(TIMESTAMP '2026-03-01 10:00:00', 1)", "date 2026-02-28")]
    [InlineData("add_months(DATE '2026-02-28', 1)", "date 2026-03-28")]
    [InlineData("datediff(DATE '2026-03-01', DATE '2026-02-27')", "int 2")]
    [InlineData("last_day('2026-02-03')", "date 2026-02-28")]
    [InlineData("make_date(2026, 2, 3)", "date 2026-02-03")]
    [InlineData("year('2026-03-01')", "int 2026")]
    [InlineData("quarter(DATE '2026-05-01')", "int 2")]
    [InlineData("month(TIMESTAMP '2026-03-01 10:00:00')", "int 3")]
    [InlineData("day(DATE '2026-03-17')", "int 17")]
    [InlineData("dayofweek(DATE '2026-11-22')", "int 1")]
    [InlineData("weekday(DATE '2026-11-23')", "int 0")]
    [InlineData("dayofyear(DATE '2026-02-01')", "int 32")]
    [InlineData("weekofyear(DATE '2027-01-01')", "int 53")]
    [InlineData("hour('2026-03-01 10:11:12')", "int 10")]
    [InlineData("minute(DATE '2026-03-01')", "int 0")]
    [InlineData("second(TIMESTAMP '2026-03-01 10:11:12.9')", "int 12")]
    [InlineData("extract(YEAR FROM DATE '2026-01-01')", "int 2026")]
    [InlineData("unix_timestamp(TIMESTAMP '2026-01-01 00:00:00')", "bigint 1767225600")]
    [InlineData("to_date('2026-2-3')", "date 2026-02-03")]
    [InlineData("to_date('17/03/2026', 'dd/MM/yyyy')", "date 2026-03-17")]
    [InlineData("to_date(NULL, 'dd/MM/yyyy')", "date NULL")]
    [InlineData("to_timestamp('2026-03-17T04:05', \"yyyy-MM-dd'T'HH:mm\")", "timestamp 2026-03-17 04:05:00")]
    [InlineData("date_format(TIMESTAMP '2026-03-17 04:05:06.007', 'yyyyMMdd-HH:mm:ss.SSS')", "string 20260317-04:05:06.007")]
    [InlineData("date_format('2026-03-17', 'MM/yyyy')", "string 03/2026")]
    [InlineData("typeof(current_timestamp())", "string timestamp")]
    [InlineData("typeof(current_date)", "string date")]
    // Whole months as java.time counts them: the last of January to the last of February is none.
    [InlineData("timestampdiff(MONTH, DATE '2026-01-31', DATE '2026-02-28')", "bigint 0")]
    [InlineData("timestampdiff(MONTH, DATE '2026-02-28', DATE '2026-01-31')", "bigint 0")]
    [InlineData("timestampdiff(MONTH, TIMESTAMP '2026-01-15 10:00:00', TIMESTAMP '2026-03-15 09:59:59')", "bigint 1")]
    [InlineData("timestampdiff(YEAR, DATE '2024-02-29', DATE '2026-02-28')", "bigint 1")]
    [InlineData("timestampdiff(WEEK, DATE '2026-01-01', DATE '2026-01-20')", "bigint 2")]
    [InlineData("timestampdiff(SECOND, TIMESTAMP '2026-01-01 00:00:00.9', TIMESTAMP '2026-01-01 00:00:01.8')", "bigint 0")]
    public async Task It_has_Sparks_type_and_value(string expression, string expected) =>
        (await dev.ValueAsync(expression)).ShouldBe(expected);

    [Theory]
    [InlineData("DATE '2026-01-31' - DATE '2026-01-30'", "datediff")]
    [InlineData("TIMESTAMP '2026-01-31 10:00:00' - DATE '2026-01-30'", "timestampdiff")]
    [InlineData("TIMESTAMP '2026-01-31 10:00:00' + 1", "[DATATYPE_MISMATCH]")]
    [InlineData("'2026-01-31' + INTERVAL 1 DAY", "[DATATYPE_MISMATCH]")]
    [InlineData("DATE '2026-01-31' + 1L", "[DATATYPE_MISMATCH]")]
    [InlineData("INTERVAL 1 DAY", "INTERVAL")]
    [InlineData("DATE '2026-01-31' + INTERVAL '1-2' YEAR TO MONTH", "INTERVAL")]
    [InlineData("DATE '2026-01-31' + INTERVAL 1.5 DAYS", "INTERVAL 1.5 DAYS")]
    [InlineData("DATE '2026-01-31' + INTERVAL 1 YEAR 2 MONTHS", "2 here")]
    [InlineData("to_date('7/3/2026', 'dd/MM/yyyy')", "[CAN_NOT_PARSE_TIMESTAMP]")]
    [InlineData("to_date('10:00', 'HH:mm')", "no year")]
    [InlineData("to_date('soon')", "[CAST_INVALID_INPUT]")]
    [InlineData("date_format(DATE '2026-03-17', 'MMM mm')", "MMM")]
    [InlineData("date_format(DATE '2026-03-17', 'EEEE')", "EEEE")]
    [InlineData("date_trunc('DECADE', DATE '2026-03-17')", "DECADE")]
    [InlineData("trunc(DATE '2026-03-17', 'DAY')", "DAY")]
    [InlineData("date_add(DATE '2026-01-01', 1.5)", "date_add")]
    [InlineData("make_date(2026, 2, 30)", "Date out of range")]
    public async Task What_it_cannot_do_it_names(string expression, string named) =>
        (await dev.RefusalAsync($"SELECT {expression}")).ShouldContain(named);

    [Fact]
    public async Task A_view_asks_for_the_time_when_it_is_read() =>
        (await dev.RowsAsync("CREATE OR REPLACE TEMP VIEW v AS SELECT current_timestamp() AS now; SELECT now = current_timestamp() FROM v"))
            .ShouldBe("true");
}
