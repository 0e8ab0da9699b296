namespace ReleasePortal.Core.Tests.Elt.Spark;

/// <summary>
/// Operators on numbers with spark.sql.ansi.enabled. Precision and scale of decimals: DecimalType in Spark's documentation,
/// https://docs.databricks.com/aws/en/sql/language-manual/data-types/decimal-type, and
/// DecimalPrecision.adjustPrecisionScale past 38 digits.
/// </summary>
public sealed class ArithmeticTests(EltWorkspace dev) : IClassFixture<EltWorkspace>
{
    [Theory]
    // Division of integers is one of doubles; a decimal has max(6, s1 + p2 + 1) digits of the fraction.
    [InlineData("1 / 3", "double 0.3333333333333333")]
    [InlineData("6 / 2", "double 3.0")]
    [InlineData("1.0 / 3", "decimal(7,6) 0.333333")]
    [InlineData("2.0 / 3", "decimal(7,6) 0.666667")]
    [InlineData("CAST(10 AS DECIMAL(12, 2)) / CAST(3 AS DECIMAL(12, 2))", "decimal(27,15) 3.333333333333333")]
    [InlineData("CAST(1 AS DECIMAL(38, 10)) / CAST(3 AS DECIMAL(38, 10))", "decimal(38,6) 0.333333")]
    [InlineData("CAST(1 AS DECIMAL(10, 2)) / 2.0D", "double 0.5")]
    [InlineData("NULL / 0", "double NULL")]
    [InlineData("-7 div 2", "bigint -3")]
    [InlineData("10.5 div 3", "bigint 3")]
    [InlineData("-7 % 3", "int -1")]
    [InlineData("7.5 % 2", "decimal(2,1) 1.5")]
    [InlineData("-5.5D % 2", "double -1.5")]
    // Sums and products have the digits that they may need, and lose digits of the fraction only past 38.
    [InlineData("1.5 + 1", "decimal(3,1) 2.5")]
    [InlineData("1.5 + CAST(1 AS BIGINT)", "decimal(22,1) 2.5")]
    [InlineData("1.25 - 0.5", "decimal(4,2) 0.75")]
    [InlineData("1.5 * 2.25", "decimal(6,3) 3.375")]
    [InlineData("CAST(1 AS DECIMAL(38, 18)) + CAST(2 AS DECIMAL(38, 18))", "decimal(38,17) 3.00000000000000000")]
    [InlineData("CAST(1.5 AS DECIMAL(38, 10)) * CAST(2 AS DECIMAL(38, 10))", "decimal(38,6) 3.000000")]
    [InlineData("1.5D * 2.5", "double 3.75")]
    [InlineData("1Y + 1Y", "tinyint 2")]
    [InlineData("1Y + 1", "int 2")]
    [InlineData("1 + 1L", "bigint 2")]
    [InlineData("1.5F + 1", "double 2.5")]
    [InlineData("1.5F + 1.5F", "float 3.0")]
    [InlineData("1 + '2'", "bigint 3")]
    [InlineData("1.5 + '2'", "double 3.5")]
    [InlineData("NULL + 1", "int NULL")]
    [InlineData("2 + 3 * 4 - -1", "int 15")]
    [InlineData("-2147483648", "int -2147483648")]
    public async Task An_operator_has_Sparks_type_and_value(string expression, string expected) =>
        (await dev.ValueAsync(expression)).ShouldBe(expected);

    [Theory]
    // https://docs.databricks.com/aws/en/sql/language-manual/functions/avg and sum
    [InlineData("avg(x)", "decimal(7,6) 5.026667")]
    [InlineData("avg(CAST(x AS DECIMAL(12, 2)))", "decimal(16,6) 5.026667")]
    [InlineData("avg(DISTINCT x)", "decimal(7,6) 5.025000")]
    [InlineData("avg(x) FILTER (WHERE x > 5.02)", "decimal(7,6) 5.030000")]
    [InlineData("avg(x) FILTER (WHERE x > 9)", "decimal(7,6) NULL")]
    [InlineData("avg(CAST(x AS INT))", "double 5.0")]
    [InlineData("sum(x)", "decimal(13,2) 15.08")]
    [InlineData("sum(CAST(x AS TINYINT))", "bigint 15")]
    [InlineData("sum(CAST(CAST(x AS INT) AS FLOAT))", "double 15.0")]
    [InlineData("sum(CAST(x AS STRING))", "double 15.080000000000002")]
    [InlineData("median(x)", "double 5.03")]
    [InlineData("count(x)", "bigint 3")]
    [InlineData("count_if(x > 5.02)", "bigint 2")]
    [InlineData("count(DISTINCT x)", "bigint 2")]
    [InlineData("min(x)", "decimal(3,2) 5.02")]
    [InlineData("stddev(x - x)", "double 0.0")]
    public async Task An_aggregate_has_Sparks_type_and_value(string expression, string expected) =>
        (await dev
            .RowsAsync(
                $"SELECT typeof(a), CAST(a AS STRING) FROM (SELECT {expression} AS a FROM VALUES (5.02), (5.03), (5.03) AS t(x)) AS s"))
            .ShouldBe(expected.Replace(" ", " | ", StringComparison.Ordinal));

    [Theory]
    [InlineData("1 / 0", "[DIVIDE_BY_ZERO]")]
    [InlineData("1.5 % 0", "[DIVIDE_BY_ZERO]")]
    [InlineData("1 div (1 - 1)", "[DIVIDE_BY_ZERO]")]
    [InlineData("2147483647 + 1", "Overflow")]
    [InlineData("127Y + 1Y", "Overflow")]
    [InlineData("9223372036854775807 * 2", "Overflow")]
    [InlineData("-(-9223372036854775807 - 1)", "Overflow")]
    [InlineData("true + 1", "[DATATYPE_MISMATCH]")]
    [InlineData("'1' + '2'", "[DATATYPE_MISMATCH]")]
    [InlineData("7.5D div 2", "[DATATYPE_MISMATCH]")]
    [InlineData("1 + 'a'", "[CAST_INVALID_INPUT]")]
    public async Task What_has_no_value_ends_the_statement(string expression, string named) =>
        (await dev.RefusalAsync($"SELECT {expression}")).ShouldContain(named);

    [Fact]
    public async Task A_sum_of_integers_that_is_no_BIGINT_ends_the_statement() =>
        (await dev.RefusalAsync("SELECT sum(x) FROM VALUES (9223372036854775807), (1) AS t(x)")).ShouldContain("out of range");
}
