using System.Data.Common;
using System.Globalization;

namespace ReleasePortal.Core.Tests.Elt;

/// <summary>Casts as Spark's manual has them, where the engine by itself would answer something else.</summary>
public sealed class CastTests(EltWorkspace dev) : IClassFixture<EltWorkspace>
{
    static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("'12'", "BIGINT", "12")]
    [InlineData("' -12 '", "INT", "-12")]
    [InlineData("'1.5'", "BIGINT", "")]
    [InlineData("'1_000'", "BIGINT", "")]
    [InlineData("'1e3'", "BIGINT", "")]
    [InlineData("'99999999999'", "INT", "")]
    [InlineData("2.6", "INT", "2")]
    [InlineData("-2.6", "INT", "-2")]
    [InlineData("CAST('2.6' AS DOUBLE)", "INT", "2")]
    [InlineData("true", "INT", "1")]
    [InlineData("'1_000'", "DECIMAL(12, 2)", "")]
    [InlineData("'1e3'", "DECIMAL(12, 2)", "1000.00")]
    [InlineData("'.5'", "DECIMAL(12, 2)", "0.50")]
    [InlineData("'1.005'", "DECIMAL(12, 2)", "1.01")]
    [InlineData("CAST('2.675' AS DOUBLE)", "DECIMAL(12, 2)", "2.68")]
    [InlineData("'12345678901.00'", "DECIMAL(12, 2)", "")]
    [InlineData("'2026'", "DATE", "2026-01-01")]
    [InlineData("'2026-2'", "DATE", "2026-02-01")]
    [InlineData("'2026-2-3'", "DATE", "2026-02-03")]
    [InlineData("'2026-02-03T10:00:00'", "DATE", "2026-02-03")]
    [InlineData("'2026-02-30'", "DATE", "")]
    [InlineData("'2026/02/03'", "DATE", "")]
    [InlineData("'03.02.2026'", "DATE", "")]
    [InlineData("'2026-02-03'", "TIMESTAMP", "2026-02-03 00:00:00")]
    [InlineData("'2026-02-03 4:05'", "TIMESTAMP", "2026-02-03 04:05:00")]
    [InlineData("'2026-02-03T04:05:06+01:00'", "TIMESTAMP", "2026-02-03 03:05:06")]
    [InlineData("'soon'", "TIMESTAMP", "")]
    [InlineData("'yes'", "BOOLEAN", "True")]
    [InlineData("'maybe'", "BOOLEAN", "")]
    [InlineData("'1.5e2'", "DOUBLE", "150")]
    [InlineData("'1,5'", "DOUBLE", "")]
    [InlineData("NULL", "BIGINT", "")]
    public async Task It_is_cast_as_Spark_casts_it(string value, string type, string expected)
    {
        var literal = (await dev.Workspace.RunSqlAsync($"SELECT try_cast({value} AS {type})", None, Soon)).Rows[0][0];
        var row = (await dev.Workspace.RunSqlAsync($"SELECT try_cast(x AS {type}) FROM (SELECT {value} AS x) AS t", None, Soon)).Rows[0][0];

        Shown(literal).ShouldBe(expected);
        Shown(row).ShouldBe(expected);
    }

    [Theory]
    [InlineData("CAST('1_000' AS BIGINT)", "[CAST_INVALID_INPUT] The value '1_000' of the type \"STRING\" cannot be cast to \"BIGINT\"")]
    [InlineData("CAST(x AS DATE)", "The value 'soon' of the type \"STRING\" cannot be cast to \"DATE\"")]
    [InlineData("5 div (1 - 1)", "[DIVIDE_BY_ZERO]")]
    [InlineData("5 % length('')", "[DIVIDE_BY_ZERO]")]
    public async Task What_cannot_be_ends_the_statement(string expression, string sentence)
    {
        var fault = await Should.ThrowAsync<DbException>(
            () => dev.Workspace.RunSqlAsync($"SELECT {expression} FROM VALUES ('soon') AS t(x)", None, Soon));

        fault.Message.ShouldContain(sentence);
    }

    [Fact]
    public async Task What_is_null_stays_null_in_a_cast_that_must_succeed() =>
        (await dev.Workspace.RunSqlAsync("SELECT CAST(x AS DATE) FROM (SELECT CAST(NULL AS STRING) AS x) AS t", None, Soon)).Rows[0][0]
            .ShouldBeNull();

    static string Shown(object? value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
