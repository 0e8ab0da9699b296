namespace ReleasePortal.Core.Tests.Elt.Spark;

/// <summary>Types that meet, by the rules of https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-datatype-rules.</summary>
public sealed class CoercionTests(EltWorkspace dev) : IClassFixture<EltWorkspace>
{
    [Theory]
    // A text becomes what it is compared with: BIGINT for integers, DOUBLE for other numbers, days and moments.
    [InlineData("'10' > 9", "boolean true")]
    [InlineData("' 7 ' = 7", "boolean true")]
    [InlineData("'1.50' = 1.5", "boolean true")]
    [InlineData("'2026-1-2' > DATE '2026-01-01'", "boolean true")]
    [InlineData("'true' = true", "boolean true")]
    [InlineData("'10' < '9'", "boolean true")]
    [InlineData("DATE '2026-01-01' = TIMESTAMP '2026-01-01 00:00:00'", "boolean true")]
    [InlineData("DATE '2026-03-01' BETWEEN '2026-2-28' AND '2026-03-01'", "boolean true")]
    [InlineData("1 IN ('1', '2')", "boolean true")]
    [InlineData("3 IN (1, NULL)", "boolean NULL")]
    [InlineData("1.50 = 1.5", "boolean true")]
    [InlineData("NULL <=> NULL", "boolean true")]
    [InlineData("1 IS DISTINCT FROM NULL", "boolean true")]
    [InlineData("1 IS NOT DISTINCT FROM 1.0", "boolean true")]
    [InlineData("CAST('nan' AS DOUBLE) = CAST('nan' AS DOUBLE)", "boolean true")]
    [InlineData("CAST('nan' AS DOUBLE) > CAST('inf' AS DOUBLE)", "boolean true")]
    // The least common type of CASE, coalesce and their like.
    [InlineData("coalesce(1, '6')", "bigint 1")]
    [InlineData("coalesce(NULL, '6', 1)", "bigint 6")]
    [InlineData("CASE WHEN false THEN 1 ELSE 2.5 END", "decimal(11,1) 2.5")]
    [InlineData("coalesce(CAST(NULL AS DECIMAL(22, 2)), 0)", "decimal(22,2) 0.00")]
    [InlineData("CASE 1 WHEN '1' THEN 'one' END", "string one")]
    [InlineData("if(true, DATE '2026-01-01', TIMESTAMP '2026-01-01 10:00:00')", "timestamp 2026-01-01 00:00:00")]
    [InlineData("if(true, 1.5F, 2)", "double 1.5")]
    [InlineData("if(true, 1Y, 2L)", "bigint 1")]
    [InlineData("nullif(2, 1.0)", "int 2")]
    [InlineData("nvl2(NULL, 1, 2.5)", "decimal(11,1) 2.5")]
    [InlineData("greatest(1, 2.5, NULL)", "decimal(11,1) 2.5")]
    [InlineData("least('b', 'a')", "string a")]
    public async Task They_become_what_Spark_makes_of_them(string expression, string expected) =>
        (await dev.ValueAsync(expression)).ShouldBe(expected);

    [Theory]
    [InlineData("SELECT 1 AS x UNION ALL SELECT 2.5", "decimal(11,1) | 1.0\ndecimal(11,1) | 2.5")]
    [InlineData("SELECT '1' AS x UNION ALL SELECT 2", "bigint | 1\nbigint | 2")]
    [InlineData("SELECT DATE '2026-01-01' AS x UNION SELECT TIMESTAMP '2026-01-01 00:00:00'", "timestamp | 2026-01-01 00:00:00")]
    [InlineData("SELECT * FROM VALUES (1), (2.5), (NULL) AS t(x)", "decimal(11,1) | NULL\ndecimal(11,1) | 1.0\ndecimal(11,1) | 2.5")]
    [InlineData("SELECT NULL AS x UNION ALL SELECT 1", "int | NULL\nint | 1")]
    public async Task Rows_of_two_sides_have_one_type(string query, string expected) =>
        (await dev.RowsAsync($"SELECT typeof(x), CAST(x AS STRING) FROM ({query}) AS q ORDER BY x")).ShouldBe(expected);

    [Theory]
    [InlineData("true = 1", "[DATATYPE_MISMATCH] = does not take the types \"BOOLEAN\" and \"INT\"")]
    [InlineData("DATE '2026-01-01' = 1", "[DATATYPE_MISMATCH]")]
    [InlineData("coalesce(true, 1)", "[DATATYPE_MISMATCH]")]
    [InlineData("greatest(1, 'a')", "[DATATYPE_MISMATCH]")]
    [InlineData("'a' = 1", "[CAST_INVALID_INPUT]")]
    [InlineData("NOT 1", "[DATATYPE_MISMATCH]")]
    [InlineData("if('true', 1, 2)", "[DATATYPE_MISMATCH]")]
    [InlineData("1 AND true", "[DATATYPE_MISMATCH]")]
    public async Task What_does_not_meet_is_refused(string expression, string named) =>
        (await dev.RefusalAsync($"SELECT {expression}")).ShouldContain(named);
}
