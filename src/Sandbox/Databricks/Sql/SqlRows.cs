namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>The answer of a query.</summary>
public sealed record SqlRows(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);
