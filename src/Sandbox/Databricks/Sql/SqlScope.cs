using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>A table or view: its whole name in Unity Catalog, and how DuckDB calls it.</summary>
sealed record SqlTable(IReadOnlyList<string> Name, string DuckDb, IReadOnlyList<(string Name, SparkType Type)> Columns)
{
    public static string InDuckDb(IEnumerable<string> name) => string.Join('.', name.Select(StageDatabase.Name));
}

/// <summary>What a statement may refer to.</summary>
/// <param name="Parameters">Values of the notebook's widgets; a marker such as <c>:catalog</c> stands for one.</param>
/// <param name="Files">The local files behind a path that a statement reads.</param>
/// <param name="Table">What stands behind a name of one to three parts; null if nothing does.</param>
/// <param name="Whole">A name of one to three parts with the catalog and schema that it lacks.</param>
sealed record SqlScope(
    IReadOnlyDictionary<string, string> Parameters,
    Func<string, IReadOnlyList<string>> Files,
    Func<IReadOnlyList<string>, SqlTable?> Table,
    Func<IReadOnlyList<string>, IReadOnlyList<string>> Whole)
{
    /// <exception cref="SqlNotRunException">There is none.</exception>
    public SqlTable Existing(IReadOnlyList<string> name) => Table(name)
        ?? throw new SqlNotRunException(
            $"[TABLE_OR_VIEW_NOT_FOUND] The table or view {string.Join('.', name.Select(part => $"`{part}`"))} cannot be found.");
}
