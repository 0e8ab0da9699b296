namespace ReleasePortal.Core.Tests.Elt;

/// <summary>What a bundle runs cannot leave its database: no file, no address, no extension, no setting.</summary>
public sealed class ClosedEngineTests(EltWorkspace dev) : IClassFixture<EltWorkspace>
{
    [Theory]
    [InlineData("# MAGIC %sql\n# MAGIC SELECT * FROM read_csv('/etc/passwd')", "read_csv")]
    [InlineData("spark.sql(\"SELECT * FROM read_text('/etc/passwd')\")", "read_text")]
    [InlineData("# MAGIC %sql\n# MAGIC SELECT * FROM glob('/etc/*')", "glob")]
    [InlineData("# MAGIC %sql\n# MAGIC ATTACH '/tmp/other.db' AS other", "ATTACH")]
    [InlineData("# MAGIC %sql\n# MAGIC INSTALL httpfs", "INSTALL")]
    [InlineData("# MAGIC %sql\n# MAGIC LOAD httpfs", "LOAD")]
    [InlineData("# MAGIC %sql\n# MAGIC COPY orders_raw TO '/tmp/stolen.csv'", "COPY")]
    [InlineData("# MAGIC %sql\n# MAGIC SET enable_external_access = true", "SET")]
    [InlineData("# MAGIC %sql\n# MAGIC SELECT * FROM '/etc/hosts.csv'", "/etc/hosts.csv")]
    [InlineData("# MAGIC %sql\n# MAGIC SELECT * FROM 'https://localhost/orders.parquet'", "https://localhost/orders.parquet")]
    [InlineData("# MAGIC %sql\n# MAGIC CREATE TABLE mine LOCATION '/etc'", "LOCATION")]
    public async Task A_notebook_that_tries_fails_by_the_name_of_what_it_tried(string cell, string named)
    {
        var run = await dev.RunToEndAsync(await dev.TaskAsync("only", cell));

        ((string?)run["state"]!["result_state"]).ShouldBe("FAILED");
        var error = ((string?)(await dev.OutputAsync(run, "only"))["error"]).ShouldNotBeNull();
        error.ShouldContain(named);
        error.ShouldNotContain("root:");
    }
}
