namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>What the sandbox does for one statement of Spark SQL.</summary>
abstract record SqlStatement
{
    SqlStatement()
    {
    }

    /// <summary>Answers rows.</summary>
    /// <param name="Columns">As Spark calls them.</param>
    public sealed record Query(string DuckDb, IReadOnlyList<string> Columns) : SqlStatement;

    /// <summary>Changes something; all parts or none.</summary>
    public sealed record Command(params IReadOnlyList<string> DuckDb) : SqlStatement;

    /// <summary>Null for what stays as it is.</summary>
    public sealed record Use(string? Catalog, string? Schema) : SqlStatement;

    public sealed record CreateCatalog(string Name) : SqlStatement;

    public sealed record CreateSchema(string? Catalog, string Name, bool MayExist) : SqlStatement;

    public sealed record CreateExternalLocation(string Name, string Url, string Credential, bool MayExist) : SqlStatement;

    /// <param name="Text">As written, for people who look at the workspace.</param>
    public sealed record Grant(string Text) : SqlStatement;
}
