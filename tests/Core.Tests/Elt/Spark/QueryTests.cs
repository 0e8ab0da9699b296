namespace ReleasePortal.Core.Tests.Elt.Spark;

/// <summary>Queries, by https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-query: names,
/// joins, groups, order, windows.</summary>
public sealed class QueryTests(EltWorkspace dev) : IClassFixture<EltWorkspace>
{
    [Theory]
    // Nulls come first where it ascends and last where it descends.
    [InlineData("SELECT x FROM VALUES (2), (NULL), (1) AS t(x) ORDER BY x", "NULL\n1\n2")]
    [InlineData("SELECT x FROM VALUES (2), (NULL), (1) AS t(x) ORDER BY x DESC", "2\n1\nNULL")]
    [InlineData("SELECT x FROM VALUES (2), (NULL), (1) AS t(x) ORDER BY x NULLS LAST LIMIT 2 OFFSET 1", "2\nNULL")]
    // What SELECT names comes before the columns in ORDER BY, behind them in GROUP BY, and is unknown in WHERE.
    [InlineData("SELECT -c1 AS x FROM VALUES (1), (-5), (3) AS t(c1) ORDER BY abs(x)", "-1\n-3\n5")]
    [InlineData("SELECT -x AS x FROM VALUES (1), (2) AS t(x) ORDER BY x", "-2\n-1")]
    [InlineData("SELECT -x AS x, count(*) FROM VALUES (1), (1) AS t(x) GROUP BY x", "-1 | 2")]
    [InlineData("SELECT x % 2 AS k, sum(x) FROM VALUES (1), (2), (3) AS t(x) GROUP BY k HAVING sum(x) > 2", "1 | 4")]
    [InlineData("SELECT x + 1 AS y, y * 2 AS z FROM VALUES (1) AS t(x)", "2 | 4")]
    [InlineData("SELECT s, count(*) FROM VALUES ('a'), ('b'), ('a') AS t(s) GROUP BY 1 ORDER BY 2 DESC", "a | 2\nb | 1")]
    [InlineData("SELECT s, count(*) AS n FROM VALUES ('a'), ('b'), ('a') AS t(s) GROUP BY ALL ORDER BY n", "b | 1\na | 2")]
    [InlineData("SELECT count(*) FROM VALUES (1) AS t(x) GROUP BY ALL", "1")]
    [InlineData("SELECT count(*) FILTER (WHERE x > 1), count(DISTINCT x), sum(DISTINCT x) FROM VALUES (1), (1), (2), (NULL) AS t(x)", "1 | 2 | 3")]
    [InlineData("SELECT max_by(x, y), min_by(x, y), max_by(y, x) FROM VALUES (NULL, 3), (1, 2) AS t(x, y)", "NULL | 1 | 2")]
    [InlineData("SELECT T.X FROM VALUES (1) AS t(x)", "1")]
    [InlineData("SELECT `group by` FROM VALUES (1) AS t(`group by`)", "1")]
    [InlineData("SELECT timestamp, t.end FROM VALUES (1, 2) AS t(timestamp, end) WHERE end > 1", "1 | 2")]
    [InlineData("SELECT * EXCEPT (y) FROM VALUES (1, 2, 3) AS t(x, y, z)", "1 | 3")]
    [InlineData("WITH a AS (SELECT 1 AS x), b(y) AS (SELECT x + 1 FROM a) SELECT * FROM b JOIN a ON y > x", "2 | 1")]
    [InlineData("WITH a AS (SELECT 1 AS x) SELECT * FROM (WITH a AS (SELECT 2 AS x) SELECT * FROM a) AS s, a", "2 | 1")]
    // A common column is shown once, first.
    [InlineData("SELECT * FROM VALUES ('a', 1) AS t(y, x) JOIN VALUES ('b', 1) AS u(z, x) USING (x)", "1 | a | b")]
    [InlineData("SELECT x, a.x, b.x FROM VALUES (1) AS a(x) FULL JOIN VALUES (2) AS b(x) USING (x) ORDER BY 1", "1 | 1 | NULL\n2 | NULL | 2")]
    [InlineData("SELECT x FROM VALUES (1) AS a(x) RIGHT JOIN VALUES (2) AS b(x) USING (x)", "2")]
    [InlineData("SELECT * FROM VALUES (1), (2) AS a(x) LEFT SEMI JOIN VALUES (2) AS b(y) ON x = y", "2")]
    [InlineData("SELECT * FROM VALUES (1), (2) AS a(x) ANTI JOIN VALUES (2) AS b(y) ON x = y", "1")]
    [InlineData("SELECT * FROM VALUES (1) AS a(x) CROSS JOIN VALUES (2) AS b(y)", "1 | 2")]
    [InlineData("SELECT (SELECT max(y) FROM VALUES (1, 5), (2, 6) AS u(x, y) WHERE u.x = t.x) FROM VALUES (2) AS t(x)", "6")]
    [InlineData("SELECT x FROM VALUES (1), (2) AS t(x) WHERE EXISTS (SELECT 1 FROM VALUES (2) AS u(y) WHERE y = x)", "2")]
    [InlineData("SELECT x FROM VALUES (1), (2) AS t(x) WHERE x NOT IN (SELECT y FROM VALUES (2), (NULL) AS u(y))", "")]
    // INTERSECT binds tighter than UNION.
    [InlineData("SELECT 1 AS x UNION SELECT 1 UNION ALL SELECT 3 INTERSECT SELECT 3 ORDER BY x", "1\n3")]
    [InlineData("SELECT x FROM VALUES (1), (1), (2) AS t(x) EXCEPT ALL SELECT 1 ORDER BY x", "1\n2")]
    [InlineData("(SELECT 1 AS x UNION ALL SELECT 1) MINUS SELECT 2", "1")]
    [InlineData("SELECT DISTINCT x FROM VALUES (1), (1) AS t(x)", "1")]
    public async Task It_answers_as_Spark_would(string sql, string expected) => (await dev.RowsAsync(sql)).ShouldBe(expected);

    [Theory]
    // https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-window-functions: up to the current row and its
    // peers, if there is an order.
    [InlineData("sum(x) OVER (ORDER BY x)", "2\n2\n4")]
    [InlineData("sum(x) OVER ()", "4\n4\n4")]
    [InlineData("sum(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)", "1\n2\n3")]
    [InlineData("last_value(x) OVER (ORDER BY x RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)", "2\n2\n2")]
    [InlineData("typeof(row_number() OVER (ORDER BY x))", "int\nint\nint")]
    [InlineData("rank() OVER (ORDER BY x DESC)", "1\n2\n2")]
    [InlineData("dense_rank() OVER (ORDER BY x DESC)", "1\n2\n2")]
    [InlineData("ntile(2) OVER (ORDER BY x)", "1\n1\n2")]
    [InlineData("lag(x, 1, 0) OVER (ORDER BY x)", "0\n1\n1")]
    [InlineData("typeof(lead(x, 1, 0.5) OVER (ORDER BY x))", "decimal(11,1)\ndecimal(11,1)\ndecimal(11,1)")]
    [InlineData("avg(CAST(x AS DECIMAL(4, 2))) OVER (PARTITION BY x)", "1.000000\n1.000000\n2.000000")]
    public async Task A_window_has_the_frame_that_Spark_gives_it(string expression, string expected) =>
        (await dev.RowsAsync($"SELECT {expression} AS y FROM VALUES (1), (1), (2) AS t(x) ORDER BY y")).ShouldBe(expected);

    [Fact]
    public async Task QUALIFY_keeps_rows_by_a_window() =>
        (await dev.RowsAsync(
            "SELECT x, y FROM VALUES (1, 2), (1, 3), (2, 5) AS t(x, y) QUALIFY row_number() OVER (PARTITION BY x ORDER BY y DESC) = 1 ORDER BY x")).ShouldBe("1 | 3\n2 | 5");

    [Theory]
    [InlineData("SELECT y FROM VALUES (1) AS t(x)", "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column with name `y` cannot be resolved. Did you mean one of the following? [`x`]")]
    [InlineData("SELECT x AS y FROM VALUES (1) AS t(x) WHERE y = 1", "[UNRESOLVED_COLUMN")]
    [InlineData("SELECT 1 AS a, 2 AS a, a + 1 AS b", "[AMBIGUOUS_REFERENCE]")]
    [InlineData("SELECT x FROM VALUES (1) AS t(x), VALUES (2) AS u(x)", "[AMBIGUOUS_REFERENCE]")]
    [InlineData("SELECT a.x, b.x FROM VALUES (1) AS a(x) LEFT SEMI JOIN VALUES (1) AS b(x) ON a.x = b.x", "`b`.`x`")]
    [InlineData("SELECT * FROM nowhere", "[TABLE_OR_VIEW_NOT_FOUND]")]
    [InlineData("SELECT 1, 2 UNION SELECT 1", "[NUM_COLUMNS_MISMATCH]")]
    [InlineData("SELECT (SELECT 1, 2)", "one column")]
    [InlineData("SELECT (SELECT x FROM VALUES (1), (2) AS t(x))", "More than one row")]
    [InlineData("SELECT x, count(*) FROM VALUES (1) AS t(x)", "GROUP BY")]
    [InlineData("SELECT -x AS x, count(*) FROM VALUES (1) AS t(x) GROUP BY x HAVING x > 0", "which x")]
    [InlineData("SELECT x FROM VALUES (1) AS t(x) ORDER BY 2", "[ORDER_BY_POS_OUT_OF_RANGE]")]
    [InlineData("SELECT x FROM VALUES (1) AS t(x) GROUP BY 2", "[GROUP_BY_POS_OUT_OF_RANGE]")]
    public async Task What_cannot_be_is_refused_by_name(string sql, string named) => (await dev.RefusalAsync(sql)).ShouldContain(named);
}
