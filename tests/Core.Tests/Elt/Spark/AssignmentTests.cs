namespace ReleasePortal.Core.Tests.Elt.Spark;

/// <summary>
/// What columns take: spark.sql.storeAssignmentPolicy=ANSI,
/// https://spark.apache.org/docs/3.5.0/sql-ref-ansi-compliance.html#store-assignment.
/// </summary>
public sealed class AssignmentTests(EltWorkspace dev) : IClassFixture<EltWorkspace>
{
    const string Table = "CREATE OR REPLACE TABLE taken (i INT, d DATE, s STRING, n DECIMAL(6, 2), b BOOLEAN, ts TIMESTAMP); ";
    const string Show = "; SELECT * FROM taken";

    [Theory]
    [InlineData("INSERT INTO taken VALUES (1, DATE '2026-01-01', 'a', 1.005, true, TIMESTAMP '2026-01-01 10:00:00')", "1 | 2026-01-01 | a | 1.01 | true | 2026-01-01 10:00:00")]
    [InlineData("INSERT INTO taken VALUES (1.9D, TIMESTAMP '2026-01-01 10:00:00', 1e10, 7, NULL, DATE '2026-01-02')", "1 | 2026-01-01 | 1.0E10 | 7.00 | NULL | 2026-01-02 00:00:00")]
    [InlineData("INSERT INTO TABLE taken (s, i) SELECT true, 2.5", "2 | NULL | true | NULL | NULL | NULL")]
    [InlineData("INSERT INTO taken (i) VALUES (1); INSERT OVERWRITE taken SELECT i + 1, d, s, n, b, ts FROM taken", "2 | NULL | NULL | NULL | NULL | NULL")]
    [InlineData("INSERT INTO taken (i) VALUES (1); INSERT OVERWRITE TABLE taken SELECT * FROM taken WHERE i > 1", "")]
    [InlineData("INSERT INTO taken (i) VALUES (1); UPDATE taken SET s = 5, n = i + 0.125", "1 | NULL | 5 | 1.13 | NULL | NULL")]
    [InlineData("INSERT INTO taken (i) VALUES (1); UPDATE taken AS x SET x.s = concat(x.i, '!') WHERE x.i = 1", "1 | NULL | 1! | NULL | NULL | NULL")]
    [InlineData("INSERT INTO taken (i) VALUES (1), (2); DELETE FROM taken WHERE i = '2'", "1 | NULL | NULL | NULL | NULL | NULL")]
    [InlineData("INSERT INTO taken (i) VALUES (1); TRUNCATE TABLE taken", "")]
    [InlineData("INSERT INTO taken (i) VALUES (1); MERGE INTO taken t USING (SELECT 1L AS i, 2.5D AS s) u ON t.i = u.i WHEN MATCHED THEN UPDATE SET t.s = u.s", "1 | NULL | 2.5 | NULL | NULL | NULL")]
    [InlineData("MERGE INTO taken t USING (SELECT 1L AS k) u ON t.i = u.k WHEN NOT MATCHED THEN INSERT (i, n) VALUES (k, k)", "1 | NULL | NULL | 1.00 | NULL | NULL")]
    [InlineData("INSERT INTO taken (i) VALUES (1), (2); MERGE INTO taken t USING (SELECT 1 AS k) u ON t.i = u.k WHEN MATCHED AND u.k > 5 THEN DELETE WHEN NOT MATCHED BY SOURCE THEN DELETE", "1 | NULL | NULL | NULL | NULL | NULL")]
    public async Task A_column_takes_what_Spark_lets_it_take(string sql, string expected) =>
        (await dev.RowsAsync(Table + sql + Show)).ShouldBe(expected);

    [Theory]
    [InlineData("INSERT INTO taken (i) VALUES ('1')", "[INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_SAFELY_CAST] Cannot safely cast `i` \"STRING\" to \"INT\"")]
    [InlineData("INSERT INTO taken (d) SELECT '2026-01-01'", "CANNOT_SAFELY_CAST")]
    [InlineData("INSERT INTO taken (i) VALUES (true)", "CANNOT_SAFELY_CAST")]
    [InlineData("INSERT INTO taken (b) VALUES (1)", "CANNOT_SAFELY_CAST")]
    [InlineData("INSERT INTO taken (ts) VALUES (1)", "CANNOT_SAFELY_CAST")]
    [InlineData("INSERT OVERWRITE taken SELECT 1, '2026-01-01', 'a', 1, true, NULL", "CANNOT_SAFELY_CAST")]
    [InlineData("UPDATE taken SET i = 'a'", "CANNOT_SAFELY_CAST")]
    [InlineData("MERGE INTO taken t USING (SELECT 'a' AS k) u ON t.s = u.k WHEN NOT MATCHED THEN INSERT (i) VALUES (k)", "CANNOT_SAFELY_CAST")]
    [InlineData("INSERT INTO taken (i) VALUES (3000000000)", "out of range")]
    [InlineData("INSERT INTO taken (n) VALUES (12345.6)", "12345.6")]
    [InlineData("INSERT INTO taken VALUES (1, NULL)", "[INSERT_COLUMN_ARITY_MISMATCH]")]
    [InlineData("INSERT INTO taken (i, x) VALUES (1, 2)", "no column `x`")]
    [InlineData("INSERT INTO taken BY NAME SELECT 1 AS i", "BY")]
    [InlineData("INSERT INTO taken REPLACE WHERE i = 1 SELECT 1", "REPLACE")]
    [InlineData("MERGE INTO taken t USING (SELECT 1 AS x) u ON t.i = u.x WHEN NOT MATCHED THEN INSERT *", "`i` cannot be resolved")]
    [InlineData("CREATE TABLE other AS SELECT 1 AS a, 2 AS A", "[COLUMN_ALREADY_EXISTS]")]
    [InlineData("CREATE TABLE other AS SELECT count(*) FROM taken", "needs a name")]
    [InlineData("CREATE TABLE other AS SELECT NULL AS a", "no type")]
    [InlineData("CREATE TABLE other (a VARCHAR(10))", "VARCHAR with a length")]
    [InlineData("CREATE TABLE other (a INT PRIMARY KEY)", "PRIMARY KEY")]
    [InlineData("CREATE TABLE other (a INT DEFAULT 5)", "DEFAULT")]
    [InlineData("CREATE TABLE other (a INT) LOCATION '/etc'", "LOCATION")]
    [InlineData("CREATE TABLE other (a INT) PARTITIONED BY (b INT)", "INT here")]
    public async Task What_Spark_would_refuse_is_refused(string sql, string named) =>
        (await dev.RefusalAsync(Table + sql)).ShouldContain(named);

    [Fact]
    public async Task Two_rows_of_a_source_may_not_change_one_row()
    {
        const string Twice = "MERGE INTO taken t USING (SELECT 1 AS k, 'a' AS v UNION ALL SELECT 1, 'b') u ON t.i = u.k WHEN MATCHED ";

        (await dev.RefusalAsync($"{Table}INSERT INTO taken (i) VALUES (1); {Twice}THEN UPDATE SET s = v")).ShouldContain(
            "[DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE]");
        (await dev.RowsAsync($"{Table}INSERT INTO taken (i) VALUES (1); {Twice}AND u.v = 'b' THEN UPDATE SET s = v; SELECT s FROM taken"))
            .ShouldBe("b");
        (await dev.RowsAsync($"{Table}INSERT INTO taken (i) VALUES (1); {Twice}THEN DELETE; SELECT count(*) FROM taken")).ShouldBe("0");
    }

    [Fact]
    public async Task A_table_made_of_a_query_has_its_names_and_types() =>
        (await dev.RowsAsync(
            "CREATE OR REPLACE TABLE made AS SELECT 1 AS a, avg(x) AS b FROM VALUES (1.5) AS t(x); CREATE OR REPLACE TABLE made AS SELECT a + 1 AS a, b FROM made; SELECT a, typeof(a), typeof(b) FROM made"))
            .ShouldBe("2 | int | decimal(6,5)");
}
