namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>Spark SQL as DuckDB says it. What cannot be said is refused by name.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/</remarks>
static class SparkSql
{
    /// <exception cref="SqlNotRunException">Something in it is not known here.</exception>
    public static IReadOnlyList<SqlStatement> Translate(string sql, SqlScope scope) =>
        [.. SqlLexer.Statements(sql).Select(statement => Statement(SqlParameters.Bind(statement, scope), scope))];

    static SqlStatement Statement(List<SqlToken> tokens, SqlScope scope) => tokens[0].Text.ToUpperInvariant() switch
    {
        "SELECT" or "WITH" or "VALUES" or "(" => new SqlStatement.Query(Expression(tokens, scope)),
        "INSERT" when tokens.Starts("INSERT", "OVERWRITE") => Overwrite(tokens, scope),
        "INSERT" or "MERGE" or "DELETE" or "UPDATE" or "DROP" or "TRUNCATE" => new SqlStatement.Command(Expression(tokens, scope)),
        "CREATE" => Create(tokens, scope),
        "USE" => Use(tokens),
        "GRANT" => new SqlStatement.Grant(string.Concat(tokens).Trim()),
        var other => throw new SqlNotRunException($"The sandbox does not run {other} statements."),
    };

    static string Expression(List<SqlToken> tokens, SqlScope scope) => new SqlExpression(scope).Translate(tokens);

    /// <summary>All rows go, the new ones come, in one transaction.</summary>
    static SqlStatement.Command Overwrite(List<SqlToken> tokens, SqlScope scope)
    {
        var at = tokens.Has(2, "TABLE") ? 3 : 2;
        var table = string.Concat(tokens[at..tokens.DottedName(at).End]);
        return new($"DELETE FROM{table}", Expression([new(SqlKind.Word, "INSERT", ""), new(SqlKind.Word, "INTO", " "), .. tokens[at..]], scope));
    }

    static SqlStatement Create(List<SqlToken> tokens, SqlScope scope)
    {
        var mayExist = tokens.Has(2, "IF", "NOT", "EXISTS");
        var at = mayExist ? 5 : 2;
        if (tokens.Starts("CREATE", "CATALOG"))
        {
            return new SqlStatement.CreateCatalog(tokens.DottedName(at).Parts[0]);
        }

        if (tokens.Starts("CREATE", "SCHEMA") || tokens.Starts("CREATE", "DATABASE"))
        {
            var name = tokens.DottedName(at).Parts;
            return new SqlStatement.CreateSchema(name.Count > 1 ? name[^2] : null, name[^1], mayExist);
        }

        if (tokens.Starts("CREATE", "EXTERNAL", "LOCATION"))
        {
            return CreateLocation(tokens);
        }

        var kind = tokens.FirstOrDefault(token => !token.Is("CREATE") && !token.Is("OR") && !token.Is("REPLACE") && !token.Is("TEMPORARY") && !token.Is("TEMP"));
        return kind.Is("TABLE") || kind.Is("VIEW")
            ? new SqlStatement.Command(Expression(TableClauses.WithoutThem(tokens), scope))
            : throw new SqlNotRunException($"The sandbox does not run CREATE {kind.Text} statements.");
    }

    static SqlStatement.CreateExternalLocation CreateLocation(List<SqlToken> tokens)
    {
        var mayExist = tokens.Has(3, "IF", "NOT", "EXISTS");
        var (name, url) = tokens.DottedName(mayExist ? 6 : 3);
        return tokens.Has(url, "URL") && tokens.Has(url + 2, "WITH", "(", "STORAGE", "CREDENTIAL")
            ? new(name[0], tokens[url + 1].Text, tokens.DottedName(url + 6).Parts[0], mayExist)
            : throw new SqlNotRunException("The sandbox runs CREATE EXTERNAL LOCATION with URL and WITH (STORAGE CREDENTIAL ...).");
    }

    static SqlStatement.Use Use(List<SqlToken> tokens)
    {
        var name = tokens.DottedName(tokens.Has(1, "CATALOG") || tokens.Has(1, "SCHEMA") || tokens.Has(1, "DATABASE") ? 2 : 1).Parts;
        return tokens.Has(1, "CATALOG") ? new(name[0], null) : new(name.Count > 1 ? name[^2] : null, name[^1]);
    }
}
