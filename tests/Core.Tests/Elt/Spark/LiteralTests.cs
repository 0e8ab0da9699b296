namespace ReleasePortal.Core.Tests.Elt.Spark;

/// <summary>Literals, by https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-literals, and the text of values.</summary>
public sealed class LiteralTests(EltWorkspace dev) : IClassFixture<EltWorkspace>
{
    [Theory]
    [InlineData("10", "int 10")]
    [InlineData("10L", "bigint 10")]
    [InlineData("5S", "smallint 5")]
    [InlineData("5Y", "tinyint 5")]
    [InlineData("3000000000", "bigint 3000000000")]
    [InlineData("99999999999999999999", "decimal(20,0) 99999999999999999999")]
    [InlineData("1.50", "decimal(3,2) 1.50")]
    [InlineData(".5", "decimal(1,1) 0.5")]
    [InlineData("0.00", "decimal(2,2) 0.00")]
    [InlineData("1.5BD", "decimal(2,1) 1.5")]
    [InlineData("1.5D", "double 1.5")]
    [InlineData("1.5F", "float 1.5")]
    [InlineData("1e3", "double 1000.0")]
    [InlineData("1.5e-3", "double 0.0015")]
    [InlineData("DATE '2026-2-3'", "date 2026-02-03")]
    [InlineData("TIMESTAMP '2026-02-03T04:05:06.120+01:00'", "timestamp 2026-02-03 03:05:06.12")]
    [InlineData("\"text\"", "string text")]
    [InlineData("'a' 'b'", "string ab")]
    [InlineData(@"'it\'s'", "string it's")]
    [InlineData(@"r'a\nb'", @"string a\nb")]
    [InlineData(@"'a\\b'", @"string a\b")]
    [InlineData(@"'100\%'", @"string 100\%")]
    public async Task A_literal_has_the_type_of_its_form(string literal, string expected) =>
        (await dev.ValueAsync(literal)).ShouldBe(expected);

    [Theory]
    // Java's Double.toString, and decimals without an exponent: https://spark.apache.org/docs/3.5.0/sql-ref-ansi-compliance.html#cast
    [InlineData("1e10", "1.0E10")]
    [InlineData("1e7", "1.0E7")]
    [InlineData("1234567.0D", "1234567.0")]
    [InlineData("12345678.9D", "1.23456789E7")]
    [InlineData("0.001D", "0.001")]
    [InlineData("0.0001D", "1.0E-4")]
    [InlineData("1.0E-5D", "1.0E-5")]
    [InlineData("100D", "100.0")]
    [InlineData("-0.0D", "-0.0")]
    [InlineData("0.1F", "0.1")]
    [InlineData("1e10F", "1.0E10")]
    [InlineData("CAST('nan' AS DOUBLE)", "NaN")]
    [InlineData("CAST('-inf' AS DOUBLE)", "-Infinity")]
    [InlineData("0.50", "0.50")]
    [InlineData("-.5", "-0.5")]
    [InlineData("CAST(0 AS DECIMAL(20, 10))", "0.0000000000")]
    [InlineData("true", "true")]
    [InlineData("TIMESTAMP '2026-01-01 00:00:00.120'", "2026-01-01 00:00:00.12")]
    [InlineData("TIMESTAMP '2026-01-01 10:00:00'", "2026-01-01 10:00:00")]
    [InlineData("DATE '2026-01-01'", "2026-01-01")]
    public async Task A_value_has_the_text_that_Spark_gives_it(string value, string text) =>
        (await dev.RowsAsync($"SELECT CAST({value} AS STRING), {value} || '', concat({value}), concat_ws('-', {value}, NULL, {value})"))
            .ShouldBe($"{text} | {text} | {text} | {text}-{text}");

    [Theory]
    [InlineData("to_json(named_struct('a', CAST(NULL AS INT), 'b', 'x\"y', 'c', 1.50))", """{"b":"x\"y","c":1.50}""")]
    [InlineData("to_json(named_struct('a', 1e10, 'b', CAST('nan' AS DOUBLE), 'c', true))", """{"a":1.0E10,"b":"NaN","c":true}""")]
    [InlineData("to_json(named_struct('a', DATE '2026-01-01', 'b', TIMESTAMP '2026-01-01 00:00:00.12'))", """{"a":"2026-01-01","b":"2026-01-01T00:00:00.120Z"}""")]
    [InlineData("to_json(named_struct('a', named_struct('b', 1, 'c', NULL)))", """{"a":{"b":1}}""")]
    [InlineData("to_json(named_struct('a', NULL))", "{}")]
    public async Task Json_leaves_nulls_out(string expression, string json) => (await dev.RowsAsync($"SELECT {expression}")).ShouldBe(json);

    [Theory]
    [InlineData("'it''s'", "within a text")]
    [InlineData(@"'\u0041'", @"\u")]
    [InlineData("1_000", "1_000")]
    [InlineData("128Y", "[INVALID_NUMERIC_LITERAL_RANGE]")]
    [InlineData("1.5L", "1.5L")]
    [InlineData("0x1F", "0x1F")]
    [InlineData("X'1F'", "`X`")]
    [InlineData("DATE '2026-02-30'", "[INVALID_TYPED_LITERAL]")]
    [InlineData("TIMESTAMP 'soon'", "[INVALID_TYPED_LITERAL]")]
    [InlineData("TIMESTAMP '2026-02-03 04:05:06 Europe/Berlin'", "time zone")]
    [InlineData("to_json(named_struct('a', CAST(0 AS DECIMAL(20, 10))))", "to_json")]
    [InlineData("named_struct('a', 1)", "STRUCT")]
    public async Task What_is_not_known_is_refused(string literal, string named) =>
        (await dev.RefusalAsync($"SELECT {literal}")).ShouldContain(named);
}
