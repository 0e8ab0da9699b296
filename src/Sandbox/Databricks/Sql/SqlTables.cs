using System.Globalization;
using DuckDB.NET.Data;
using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>Which tables and views a notebook sees, from the schema that it uses.</summary>
sealed class SqlTables
{
    readonly DuckDBConnection _connection;
    readonly string _stageCatalog;

    public SqlTables(DuckDBConnection connection, string stageCatalog) =>
        (_connection, _stageCatalog, Catalog) = (connection, stageCatalog, stageCatalog);

    public string Catalog { get; private set; }

    public string Schema { get; private set; } = "default";

    /// <summary>Null for what stays as it is; another catalog begins with its default schema.</summary>
    public void Use(string? catalog, string? schema)
    {
        Catalog = Required(catalog ?? Catalog);
        Schema = schema ?? "default";
    }

    public IReadOnlyList<string> Whole(IReadOnlyList<string> name) => name.Count <= 3
        ? [Required(name.Count > 2 ? name[0] : Catalog), name.Count > 1 ? name[^2] : Schema, name[^1]]
        : throw new SqlNotRunException($"{string.Join('.', name)} has too many parts.");

    /// <summary>A temporary view comes before a table of the same name.</summary>
    public SqlTable? Find(IReadOnlyList<string> name) =>
        (name.Count == 1 ? Find(["temp", "main", name[0]], name) : null) ?? Find(Whole(name), Whole(name));

    public string Required(string catalog) => catalog.Equals(_stageCatalog, StringComparison.OrdinalIgnoreCase)
        ? catalog
        : throw new SqlNotRunException(
            $"[NO_SUCH_CATALOG_EXCEPTION] Catalog '{catalog}' was not found. The workspace has the catalog '{_stageCatalog}'.");

    SqlTable? Find(IReadOnlyList<string> place, IReadOnlyList<string> name)
    {
        var where = string.Join(
            " AND ",
            place.Zip(
                ["database_name", "schema_name", "table_name"], (part, column) => $"lower({column}) = lower({SqlValue.Quoted(part)})"));
        var columns = _connection.Query($"SELECT column_name, data_type FROM duckdb_columns() WHERE {where} ORDER BY column_index")
            .Select(
                row =>
                    (Convert.ToString(row[0], CultureInfo.InvariantCulture)!, SparkType
                        .OfDuckDb(Convert.ToString(row[1], CultureInfo.InvariantCulture)!)))
            .ToArray();
        return columns.Length > 0 ? new(name, SqlTable.InDuckDb(place), columns) : null;
    }
}
