namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>Clauses of CREATE that say how Delta keeps a table, which changes no row: they are taken out.</summary>
static class TableClauses
{
    public static List<SqlToken> WithoutThem(List<SqlToken> tokens)
    {
        List<SqlToken> kept = [];
        for (var index = 0; index < tokens.Count; index++)
        {
            if (tokens.Has(index, "GENERATED") || (tokens.Has(index, "LOCATION") && tokens[Math.Min(index + 1, tokens.Count - 1)].Kind is SqlKind.Text))
            {
                throw new SqlNotRunException($"The sandbox does not know {tokens[index].Text} in CREATE TABLE.");
            }

            var end = EndOfClause(tokens, index);
            if (end > index)
            {
                index = end - 1;
            }
            else
            {
                kept.Add(tokens[index]);
            }
        }

        return kept;
    }

    /// <summary>The index itself if no such clause begins there.</summary>
    static int EndOfClause(List<SqlToken> tokens, int at)
    {
        var bracket = tokens.Has(at, "TBLPROPERTIES") ? at + 1 : tokens.Has(at, "PARTITIONED", "BY") || tokens.Has(at, "CLUSTER", "BY") ? at + 2 : 0;
        return bracket > 0 && tokens.Has(bracket, "(") ? tokens.Closing(bracket) + 1
            : tokens.Has(at, "USING", "DELTA") ? at + 2
            : tokens.Has(at, "COMMENT") && at + 1 < tokens.Count && tokens[at + 1].Kind is SqlKind.Text ? at + 2
            : at;
    }
}
