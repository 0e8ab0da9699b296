using ReleasePortal.Sandbox.Databricks.Sql.Reading;

namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>
/// A statement of Spark SQL as DuckDB says it. It is read as Spark's grammar has it and every expression gets the type that it has in
/// Spark (<c>Reading</c>), by tables of operators, functions and casts (<c>Rules</c>). What stands in none of them is refused by name.
/// </summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/</remarks>
static class SparkSql
{
    /// <exception cref="SqlNotRunException">Something in it is not known here.</exception>
    public static SqlStatement Translate(List<SqlToken> statement, SqlScope scope)
    {
        var work = new SqlWork(SqlParameters.Bind(statement, scope), scope);
        var translated = Statement(work);
        return translated is SqlStatement.Grant || work.Cursor.IsAtEnd ? translated : throw work.Cursor.Unknown();
    }

    static SqlStatement Statement(SqlWork work) => work.Cursor.Here.Text.ToUpperInvariant() switch
    {
        "SELECT" or "WITH" or "VALUES" or "(" => Query(work),
        "INSERT" => new WriteReader(work).Insert(),
        "UPDATE" => new WriteReader(work).Update(),
        "DELETE" => new WriteReader(work).Delete(),
        "TRUNCATE" => new WriteReader(work).Truncate(),
        "MERGE" => new MergeReader(work).Read(),
        "DROP" => new CreateReader(work).Drop(),
        "CREATE" => Create(work),
        "USE" => Use(work.Cursor),
        "GRANT" => new SqlStatement.Grant(string.Concat(work.Cursor.Tokens).Trim()),
        var other => throw new SqlNotRunException($"The sandbox does not run {other} statements."),
    };

    static SqlStatement.Query Query(SqlWork work)
    {
        var query = new QueryReader(work, SqlNames.None).Read();
        return new(query.DuckDb, [.. query.Columns.Select(column => column.Name)]);
    }

    static SqlStatement Create(SqlWork work)
    {
        var cursor = work.Cursor;
        cursor.Must("CREATE");
        var isReplace = cursor.Take("OR", "REPLACE");
        var isTemporary = cursor.Take("TEMPORARY") || cursor.Take("TEMP");
        return cursor.Take("TABLE") && !isTemporary ? new CreateReader(work).Table(isReplace)
            : cursor.Take("VIEW") ? new CreateReader(work).View(isReplace, isTemporary)
            : isReplace || isTemporary ? throw cursor.Unknown()
            : cursor.Take("CATALOG") ? Catalog(cursor)
            : cursor.Take("SCHEMA") || cursor.Take("DATABASE") ? Schema(cursor)
            : cursor.Take("EXTERNAL", "LOCATION") ? Location(cursor)
            : throw new SqlNotRunException($"The sandbox does not run CREATE {cursor.Here.Text} statements.");
    }

    static SqlStatement.CreateCatalog Catalog(SqlCursor cursor)
    {
        _ = cursor.Take("IF", "NOT", "EXISTS");
        var name = cursor.Name();
        Described(cursor);
        return new(name);
    }

    static SqlStatement.CreateSchema Schema(SqlCursor cursor)
    {
        var mayExist = cursor.Take("IF", "NOT", "EXISTS");
        var name = cursor.DottedName();
        Described(cursor);
        return new(name.Count > 1 ? name[^2] : null, name[^1], mayExist);
    }

    /// <summary>Where its files are and what people should know of it.</summary>
    static void Described(SqlCursor cursor)
    {
        while (cursor.Take("MANAGED", "LOCATION") || cursor.Take("COMMENT"))
        {
            _ = cursor.Text();
        }
    }

    static SqlStatement.CreateExternalLocation Location(SqlCursor cursor)
    {
        var mayExist = cursor.Take("IF", "NOT", "EXISTS");
        var name = cursor.Name();
        if (cursor.Take("URL") && cursor.Text() is var url && cursor.Take("WITH", "(", "STORAGE", "CREDENTIAL"))
        {
            var credential = cursor.Name();
            cursor.Must(")");
            return new(name, url, credential, mayExist);
        }

        throw new SqlNotRunException("The sandbox runs CREATE EXTERNAL LOCATION with URL and WITH (STORAGE CREDENTIAL ...).");
    }

    static SqlStatement.Use Use(SqlCursor cursor)
    {
        cursor.Must("USE");
        if (cursor.Take("CATALOG"))
        {
            return new(cursor.Name(), null);
        }

        _ = cursor.Take("SCHEMA") || cursor.Take("DATABASE");
        var name = cursor.DottedName();
        return new(name.Count > 1 ? name[^2] : null, name[^1]);
    }
}
