namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>One statement while it is read.</summary>
sealed class SqlWork(IReadOnlyList<SqlToken> tokens, SqlScope scope)
{
    int _aliases;

    public SqlCursor Cursor { get; } = new(tokens);

    public SqlScope Scope => scope;

    /// <summary>How many aggregates were read; who wants to know whether an expression has one compares before and after.</summary>
    public int Aggregates { get; set; }

    /// <summary>For DuckDB, so that no name of the statement can be taken for another.</summary>
    public string Alias() => $"r{++_aliases}";
}
