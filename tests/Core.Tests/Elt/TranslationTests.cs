using ReleasePortal.Sandbox.Databricks.Sql;

namespace ReleasePortal.Core.Tests.Elt;

/// <summary>Spark SQL on the sandbox's engine: what it answers is what Spark's manual says, and what it cannot do it
/// says by name.</summary>
public sealed class TranslationTests(EltWorkspace dev) : IClassFixture<EltWorkspace>
{
    static readonly Dictionary<string, string> Widgets = new(StringComparer.Ordinal) { ["catalog"] = "nanba_dev_bronze", ["day"] = "it's", ["table"] = "nanba_dev_bronze.default.rules" };

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SELECT \"text\" AS `a name`", "text")]
    [InlineData(@"SELECT 'it\'s'", "it's")]
    [InlineData("SELECT :day", "it's")]
    [InlineData("SELECT 1 -- not this ; nor ' this\n + 1", "2")]
    [InlineData("SELECT /* nor this */ 7 div 2", "3")]
    [InlineData("SELECT NULL <=> NULL", "True")]
    [InlineData("SELECT concat('a', NULL)", "")]
    [InlineData("SELECT concat('a', 1)", "a1")]
    [InlineData("SELECT nvl(NULL, 'b')", "b")]
    [InlineData("SELECT trunc(DATE '2026-03-17', 'MM')", "2026-03-01")]
    [InlineData("SELECT trunc(DATE '2026-03-17', 'YEAR')", "2026-01-01")]
    [InlineData("SELECT date_add(DATE '2026-02-28', 1)", "2026-03-01")]
    [InlineData("SELECT add_months(DATE '2026-01-31', 1)", "2026-02-28")]
    [InlineData("SELECT datediff(DATE '2026-03-01', DATE '2026-02-27')", "2")]
    [InlineData("SELECT dayofweek(DATE '2026-11-22')", "1")]
    [InlineData("SELECT date_format(DATE '2026-03-17', 'yyyy-MM')", "2026-03")]
    [InlineData("SELECT to_date('17/03/2026', 'dd/MM/yyyy')", "2026-03-17")]
    [InlineData("SELECT timestampdiff(HOUR, TIMESTAMP '2026-01-01 00:59:00', TIMESTAMP '2026-01-01 02:00:00')", "1")]
    [InlineData("SELECT try_cast('2026-02-30' AS DATE)", "")]
    [InlineData("SELECT try_cast('n/a' AS DECIMAL(12, 2))", "")]
    [InlineData("SELECT -7 div 2", "-3")]
    [InlineData("SELECT -7 % 3", "-1")]
    [InlineData("SELECT 7 % (1 + 2) + 1", "2")]
    [InlineData("SELECT substring('abc', 0, 2)", "ab")]
    [InlineData("SELECT substring('abc', -5, 3)", "a")]
    [InlineData("SELECT substr('abcd', -3, 2)", "bc")]
    [InlineData("SELECT substring('abc', 2)", "bc")]
    [InlineData("SELECT substring('abc', 2, -1)", "")]
    [InlineData("SELECT left('abc', -1)", "")]
    [InlineData("SELECT right('abc', 2)", "bc")]
    [InlineData("SELECT round(CAST(avg(x) AS DECIMAL(18, 6)), 2) FROM VALUES (5.02), (5.03) AS t(x)", "5.03")]
    [InlineData("SELECT CAST(2.6 AS DECIMAL)", "3")]
    [InlineData("CREATE TABLE IF NOT EXISTS IDENTIFIER(:table || '_from') (x INT); SELECT EXISTS (SELECT 1 FROM IDENTIFIER(:table || '_from'))", "False")]
    [InlineData("SELECT to_json(named_struct('rows', 3))", "{\"rows\":3}")]
    [InlineData("SELECT count(*) FROM VALUES (1), (2) AS a(x) LEFT ANTI JOIN (SELECT 2 AS x) b ON a.x = b.x", "1")]
    [InlineData("CREATE OR REPLACE TABLE IDENTIFIER(:table) (x INT COMMENT 'a number') USING DELTA COMMENT 'rules' TBLPROPERTIES ('a' = 'b'); INSERT INTO TABLE IDENTIFIER(:table) VALUES (1), (2); SELECT sum(x) FROM IDENTIFIER(:catalog || '.default.rules')", "3")]
    [InlineData("CREATE OR REPLACE TABLE IDENTIFIER(:table) AS SELECT 1 AS x; INSERT OVERWRITE TABLE IDENTIFIER(:table) SELECT 5 AS x; SELECT sum(x) FROM IDENTIFIER(:table)", "5")]
    [InlineData("USE CATALOG nanba_dev_bronze; USE SCHEMA default; CREATE OR REPLACE TABLE here AS SELECT 4 AS x; SELECT x FROM nanba_dev_bronze.default.here", "4")]
    [InlineData("CREATE OR REPLACE TABLE IDENTIFIER(:table) AS SELECT 1 AS x, 'old' AS y; MERGE INTO IDENTIFIER(:table) AS t USING (SELECT 1 AS x, 'new' AS y) AS s ON t.x = s.x WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *; SELECT y FROM IDENTIFIER(:table)", "new")]
    public async Task It_answers_as_Spark_would(string sql, string expected)
    {
        var rows = await dev.Workspace.RunSqlAsync(sql, Widgets, Soon);

        rows.Rows.ShouldHaveSingleItem().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            value =>
                (value is DateOnly day
                    ? day.ToString("yyyy-MM-dd", null)
                    : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "").ShouldBe(expected));
    }

    [Theory]
    [InlineData("OPTIMIZE orders", "OPTIMIZE")]
    [InlineData("COPY INTO orders FROM '/Volumes/x'", "COPY")]
    [InlineData("ATTACH '/tmp/other.db'", "ATTACH")]
    [InlineData("INSTALL httpfs", "INSTALL")]
    [InlineData("SET enable_external_access = true", "SET")]
    [InlineData("PRAGMA version", "PRAGMA")]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')", "read_csv")]
    [InlineData("SELECT getenv('HOME')", "getenv")]
    [InlineData("SELECT from_json('{}', 'a INT')", "from_json")]
    [InlineData("SELECT * FROM VALUES (1) AS orders(x) LATERAL VIEW explode(x) t AS y", "LATERAL VIEW")]
    [InlineData("SELECT * FROM VALUES (1) AS orders(x) VERSION AS OF 3", "VERSION AS")]
    [InlineData("CREATE TABLE t (id BIGINT GENERATED ALWAYS AS IDENTITY)", "GENERATED")]
    [InlineData("CREATE FUNCTION f(x INT) RETURNS INT RETURN x", "CREATE FUNCTION")]
    [InlineData("SELECT date_format(DATE '2026-03-17', 'EEEE')", "EEEE")]
    [InlineData("SELECT * FROM read_files('/etc', format => 'csv', schema => 'a STRING')", "/etc")]
    [InlineData("SELECT * FROM read_files('/Volumes/../../etc', format => 'csv', schema => 'a STRING')", "PATH_NOT_FOUND")]
    [InlineData("SELECT :nothing", "nothing")]
    [InlineData("SELECT CAST(x AS MAP<STRING, INT>) FROM VALUES (1) AS orders(x)", "MAP")]
    [InlineData("CREATE EXTERNAL LOCATION here URL 'abfss://a@b/'", "STORAGE CREDENTIAL")]
    [InlineData("CREATE EXTERNAL LOCATION here URL 'abfss://a@b/' WITH (STORAGE CREDENTIAL nobodys)", "Storage credential 'nobodys' does not exist")]
    [InlineData("USE CATALOG nanba_prod_gold", "nanba_prod_gold")]
    public async Task What_it_cannot_do_it_names(string sql, string named)
    {
        var refused = await Should.ThrowAsync<SqlNotRunException>(() => dev.Workspace.RunSqlAsync(sql, Widgets, Soon));

        refused.Message.ShouldContain(named);
    }

    [Fact]
    public async Task Even_a_file_named_as_a_table_stays_closed()
    {
        var refused = await Should.ThrowAsync<SqlNotRunException>(
            () => dev.Workspace.RunSqlAsync("SELECT * FROM `/etc/passwd`", Widgets, Soon));

        refused.Message.ShouldStartWith("[TABLE_OR_VIEW_NOT_FOUND]");
    }
}
