namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>Puts values in the place of markers: <c>:name</c> becomes a text, <c>IDENTIFIER(:catalog || '.x')</c> a name.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-names-identifier-clause</remarks>
static class SqlParameters
{
    public static List<SqlToken> Bind(List<SqlToken> tokens, SqlScope scope)
    {
        List<SqlToken> bound = [];
        for (var index = 0; index < tokens.Count; index++)
        {
            var token = tokens[index];
            if (token.Is("IDENTIFIER") && tokens.Has(index + 1, "("))
            {
                var close = tokens.Closing(index + 1);
                bound.AddRange(Name(tokens[(index + 2)..close], scope, token.Before));
                index = close;
            }
            else
            {
                bound.Add(token.Kind is SqlKind.Parameter ? Text(token, scope) : token);
            }
        }

        return bound;
    }

    static SqlToken Text(SqlToken marker, SqlScope scope) => scope.Parameters.TryGetValue(marker.Text, out var value)
        ? new(SqlKind.Text, value, marker.Before)
        : throw new SqlNotRunException(
            $"[UNBOUND_SQL_PARAMETER] Found the unbound parameter: {marker.Text}. The notebook has no widget of that name.");

    static IEnumerable<SqlToken> Name(List<SqlToken> expression, SqlScope scope, string before)
    {
        var text = "";
        foreach (var token in Bind(expression, scope))
        {
            text += token switch
            {
                { Kind: SqlKind.Text } => token.Text,
                _ when token.Is("||") => "",
                _ => throw new SqlNotRunException(
                    $"The sandbox reads IDENTIFIER(...) of texts and parameters joined by ||, not {token.Text}."),
            };
        }

        foreach (var (index, part) in text.Split('.').Index())
        {
            if (index > 0)
            {
                yield return new(SqlKind.Symbol, ".", "");
            }

            yield return new(SqlKind.Name, part.Trim('`'), index == 0 ? before : "");
        }
    }
}
